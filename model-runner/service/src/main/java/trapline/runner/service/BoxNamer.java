package trapline.runner.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.runner.Box;
import trapline.runner.Detected;
import trapline.runner.Picture;
import trapline.runner.Stopwatch;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.Namer;
import trapline.runner.taxonomy.NamingModel;
import trapline.runner.taxonomy.Seen;

/**
 * Names boxes with the classifier in use, by its own rules and what the caller says of the place.
 */
final class BoxNamer {
    private final ModelKeeper<NamingModel> classifiers;
    private final Timings timings;

    BoxNamer(ModelKeeper<NamingModel> classifiers, Timings timings) {
        this.classifiers = classifiers;
        this.timings = timings;
    }

    /** A box, and what a detector says of it. */
    record Asked(Box box, Seen seen) {}

    /**
     * What one model said.
     *
     * @param names of the boxes that it names; persons and vehicles mostly are none of them
     */
    record Named(Answer.ModelName model, Map<Box, Answer.Names> names) {
        Optional<Answer.Names> of(Box box) {
            return Optional.ofNullable(names.get(box));
        }
    }

    /**
     * @return empty when no classifier is installed
     * @throws trapline.runner.ModelUnavailable if the model failed; another attempt may succeed
     */
    Optional<Named> name(Picture picture, List<Asked> asked, NamingWish wish, Stopwatch watch) {
        return classifiers.use(
                model -> {
                    var rules = rules(model, wish);
                    var chosen =
                            asked.stream()
                                    .filter(one -> rules.categories().contains(category(one)))
                                    .toList();
                    var names = new HashMap<Box, Answer.Names>();
                    if (!chosen.isEmpty()) {
                        var boxes = chosen.stream().map(Asked::box).toList();
                        var scores = model.classifier().scores(picture, boxes, watch);
                        timings.record(model.descriptor().name(), watch, boxes.size());
                        for (var i = 0; i < boxes.size(); i++) {
                            names.put(
                                    boxes.get(i),
                                    new Answer.Names(
                                            Answer.Label.of(
                                                    rules.name(chosen.get(i).seen(), scores.get(i)),
                                                    model.naming().lineages()),
                                            wished(rules, scores.get(i), wish)));
                        }
                    }
                    return new Named(Answer.ModelName.of(model.descriptor()), names);
                });
    }

    /**
     * A second look at a picture on which nothing was detected, where the model's descriptor asks
     * for it.
     *
     * @return an animal all over the picture, if the classifier is sure enough of one
     */
    Optional<Detected> lookAtWhole(Picture picture, NamingWish wish) {
        return classifiers
                .use(
                        model ->
                                model.at(wish.place(), wish.only())
                                        .lookAtWhole(picture, new Stopwatch()))
                .flatMap(seen -> seen);
    }

    /**
     * Names looks whose scores are known, all together.
     *
     * @return empty when no classifier is installed
     * @throws Refused if another model is in use than the one that gave the scores
     */
    Optional<Answer.Renaming> name(NameRequest request) {
        return classifiers.use(
                model -> {
                    var name = Answer.ModelName.of(model.descriptor());
                    if (!name.equals(request.classifier())) {
                        throw new Refused(
                                Refused.Reason.OTHER_MODEL,
                                "The model in use is %s %s. Ask for scores of it first."
                                        .formatted(name.name(), name.version()));
                    }
                    var rules = model.naming().at(request.wish().place(), request.wish().only());
                    var labels = model.classifier().labels().size();
                    var together = Scores.decode(request.together(), labels);
                    var names = new ArrayList<List<Answer.Label>>();
                    for (var look : request.looks()) {
                        var own = Scores.decode(look.scores(), labels);
                        names.add(
                                Answer.Label.of(
                                        rules.name(look.seen(), own, together),
                                        model.naming().lineages()));
                    }
                    return new Answer.Renaming(name, names);
                });
    }

    private static Namer rules(NamingModel model, NamingWish wish) {
        return model.naming().at(wish.place(), wish.only());
    }

    private static Optional<byte[]> wished(Namer rules, float[] scores, NamingWish wish) {
        return wish.scores() && rules.averages()
                ? Optional.of(Scores.encode(scores))
                : Optional.empty();
    }

    private static String category(Asked one) {
        return one.seen().category();
    }
}

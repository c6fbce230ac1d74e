package trapline.runner.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import trapline.runner.Execution;
import trapline.runner.ModelCard;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;
import trapline.runner.ObjectDetector;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.NamingModel;

/** Which models there are, which of them are in use, and what is wrong with the others. */
final class ModelsView {
    private final Path folder;
    private final Execution.Mode mode;
    private final ModelKeeper<ObjectDetector> detectors;
    private final ModelKeeper<NamingModel> classifiers;

    ModelsView(
            Path folder,
            Execution.Mode mode,
            ModelKeeper<ObjectDetector> detectors,
            ModelKeeper<NamingModel> classifiers) {
        this.folder = folder;
        this.mode = mode;
        this.detectors = detectors;
        this.classifiers = classifiers;
    }

    /**
     * @param mode what the service is set up for: throughput or latency
     * @param problems why a changed or added model is not in use; empty: all is well
     */
    record Models(String mode, List<Model> models, List<String> problems) {}

    /**
     * One model.
     *
     * @param engine what runs it
     * @param device on which it runs; absent while it is not in use
     * @param workers how many pictures it takes at once; absent while it is not in use
     * @param threads of each worker on the processor; absent while it is not in use
     * @param labels how many labels a classifier, or classes with a category a detector has
     * @param state in-use or installed
     * @param since when it was taken into use
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Model(
            String name,
            String version,
            String task,
            String engine,
            Optional<String> device,
            Optional<Integer> workers,
            Optional<Integer> threads,
            String licence,
            int labels,
            boolean demo,
            String state,
            Optional<Instant> since) {}

    Models list() {
        var problems = new ArrayList<String>();
        Stream.of(detectors.state(), classifiers.state())
                .flatMap(state -> state.problem().stream())
                .forEach(problems::add);
        var models = new ArrayList<Model>();
        detectors
                .use(ObjectDetector::card)
                .map(card -> running(card, detectors.state()))
                .ifPresent(models::add);
        classifiers
                .use(model -> model.classifier().card())
                .map(card -> running(card, classifiers.state()))
                .ifPresent(models::add);
        try {
            new ModelFolder(folder)
                    .installed().stream()
                            .filter(one -> !isRunning(one.descriptor()))
                            .map(one -> view(one.descriptor(), one.folder()))
                            .forEach(models::add);
        } catch (ModelUnavailable e) {
            // The same as the keepers found, unless it happened just now.
            problems.add(e.getMessage());
        }
        return new Models(
                mode.name().toLowerCase(Locale.ROOT),
                models,
                problems.stream().distinct().toList());
    }

    private static Model running(ModelCard card, ModelKeeper.State state) {
        return new Model(
                card.name(),
                card.version(),
                task(card.task()),
                card.engine().toLowerCase(Locale.ROOT),
                Optional.of(card.device()),
                Optional.of(card.workers()),
                Optional.of(card.threads()),
                card.licence(),
                card.classes(),
                card.demo(),
                "in-use",
                state.since());
    }

    private static Model view(ModelDescriptor one, Path place) {
        return new Model(
                one.name(),
                one.version(),
                task(one.task()),
                engine(one),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                one.licence(),
                labels(one, place),
                one.demo(),
                "installed",
                Optional.empty());
    }

    private boolean isRunning(ModelDescriptor one) {
        return Stream.of(detectors.state(), classifiers.state())
                .anyMatch(state -> state.running().filter(one::equals).isPresent());
    }

    private static int labels(ModelDescriptor one, Path place) {
        if (one.labels().isEmpty()) {
            return one.categories().size();
        }
        try (var lines = Files.lines(place.resolve(one.labels().get()))) {
            return (int) lines.count();
        } catch (IOException | java.io.UncheckedIOException e) {
            // Loading it says what is wrong; a list has no place for it.
            return 0;
        }
    }

    private static String task(ModelDescriptor.Task task) {
        return task.name().toLowerCase(Locale.ROOT);
    }

    private static String engine(ModelDescriptor one) {
        return one.engine().name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}

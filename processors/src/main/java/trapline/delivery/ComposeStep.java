package trapline.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Station <em>compose</em>: a {@link Dispatch} in, the {@link Message} for its channel out, in the
 * recipient's language, with nothing in it that may not leave.
 */
public class ComposeStep {
    /** Telegram takes 1024 characters under a picture, as the reader sees them. */
    private static final int LONGEST = 1000;

    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|&[a-z]+;");

    private final Channels channels;
    private final People people;
    private final AlertTemplates templates;
    private final Vocabulary vocabulary;
    private final AlertPicture pictures;

    public ComposeStep(
            Channels channels,
            People people,
            AlertTemplates templates,
            Vocabulary vocabulary,
            AlertPicture pictures) {
        this.channels = channels;
        this.people = people;
        this.templates = templates;
        this.vocabulary = vocabulary;
        this.pictures = pictures;
    }

    public Message compose(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        var policy = channels.policy(delivery.channel());
        var channel = channels.find(delivery.channel());
        var text = text(dispatch, policy, channel);
        var kind = channel.map(Channel::kind).filter(AlertTemplates.KINDS::contains);
        return new Message(
                delivery.deliveryId().toString(),
                delivery.channel(),
                delivery.recipient(),
                text.subject(),
                render(kind.orElse("plain"), text),
                picture(dispatch, policy),
                actions(dispatch, text),
                dispatch.course().edits(),
                Optional.of(dispatch));
    }

    private AlertText text(Dispatch dispatch, ChannelPolicy policy, Optional<Channel> channel) {
        var delivery = dispatch.delivery();
        var preferred =
                people.of(delivery.channel(), delivery.recipient())
                        .flatMap(People.Person::language);
        return new AlertText(
                dispatch,
                channel.flatMap(Channel::consoleUrl),
                vocabulary.in(policy.languageFor(preferred)),
                policy.position(dispatch.label()));
    }

    /** Less important facts stand last and give way when there are too many signs. */
    private String render(String kind, AlertText text) {
        var facts = new ArrayList<>(text.facts());
        var rendered = templates.render(kind, text.words().language(), model(text, facts));
        while (visible(rendered) > LONGEST && facts.size() > 1) {
            facts.remove(facts.size() - 1);
            rendered = templates.render(kind, text.words().language(), model(text, facts));
        }
        return rendered;
    }

    private static int visible(String text) {
        return MARKUP.matcher(text).replaceAll("x").length();
    }

    /** What templates can name. */
    static Map<String, Object> model(AlertText text, List<AlertText.Fact> facts) {
        var model = new HashMap<String, Object>();
        model.put("headline", text.headline());
        model.put("subject", text.subject());
        model.put("what", text.what());
        model.put("place", text.place());
        model.put("camera", text.camera());
        model.put("time", text.time());
        model.put("position", text.position().orElse(""));
        model.put("map", text.map().map(Object::toString).orElse(""));
        model.put("more", text.more().map(Object::toString).orElse(""));
        model.put("why", text.whySent());
        model.put("repeat", text.repeated().orElse(""));
        model.put("progress", text.progress().orElse(""));
        model.put("words", text.words().phrases());
        model.put(
                "facts",
                facts.stream()
                        .map(fact -> Map.of("name", fact.name(), "value", fact.value()))
                        .toList());
        return model;
    }

    private Optional<Message.Picture> picture(Dispatch dispatch, ChannelPolicy policy) {
        if (!dispatch.withPicture() || dispatch.course().edits().isPresent()) {
            return Optional.empty();
        }
        var blurred = new TreeSet<>(policy.blurred());
        return dispatch.shown().flatMap(capture -> picture(capture, blurred));
    }

    private Optional<Message.Picture> picture(UUID capture, SortedSet<String> blurred) {
        var key = capture + " without " + String.join(" ", blurred);
        return pictures.annotated(capture, blurred).map(jpeg -> new Message.Picture(key, jpeg));
    }

    private static List<Message.Action> actions(Dispatch dispatch, AlertText text) {
        var actions = new ArrayList<Message.Action>();
        actions.add(
                new Message.Action(
                        Message.Action.Kind.ACKNOWLEDGE,
                        text.words().phrase("acknowledge"),
                        dispatch.delivery().deliveryId().toString()));
        text.more()
                .ifPresent(
                        url ->
                                actions.add(
                                        new Message.Action(
                                                Message.Action.Kind.OPEN,
                                                text.words().phrase("open"),
                                                url.toString())));
        return actions;
    }
}

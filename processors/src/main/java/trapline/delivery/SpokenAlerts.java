package trapline.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says alerts in the words of a channel's template, in any language. */
public class SpokenAlerts {
    /** Telegram takes 1024 characters under a picture, as the reader sees them. */
    private static final int LONGEST = 1000;

    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|&[a-z]+;");

    private final Channels channels;
    private final AlertTemplates templates;
    private final Vocabulary vocabulary;

    public SpokenAlerts(Channels channels, AlertTemplates templates, Vocabulary vocabulary) {
        this.channels = channels;
        this.templates = templates;
        this.vocabulary = vocabulary;
    }

    /**
     * An alert in one language.
     *
     * @param text its parts
     * @param whole the template of the channel, filled in
     */
    public record Spoken(AlertText text, String whole) {}

    /** The alert in a language of the caller's choice, with nothing in it that may not leave. */
    public Spoken speak(Dispatch dispatch, String language) {
        var id = dispatch.delivery().channel();
        var channel = channels.find(id);
        var text =
                new AlertText(
                        dispatch,
                        channel.flatMap(Channel::consoleUrl),
                        vocabulary.in(language),
                        channels.policy(id).position(dispatch.label()));
        return new Spoken(text, render(channel, text));
    }

    /** Less important facts stand last and give way when there are too many signs. */
    String render(Optional<Channel> channel, AlertText text) {
        var kind =
                channel.map(Channel::kind).filter(AlertTemplates.KINDS::contains).orElse("plain");
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
}

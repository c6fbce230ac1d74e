package trapline.delivery;

import java.util.ArrayList;
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
        var rendered = templates.render(kind, text.words().language(), AlertModel.of(text, facts));
        while (visible(rendered) > LONGEST && facts.size() > 1) {
            facts.remove(facts.size() - 1);
            rendered = templates.render(kind, text.words().language(), AlertModel.of(text, facts));
        }
        return rendered;
    }

    private static int visible(String text) {
        return MARKUP.matcher(text).replaceAll("x").length();
    }
}

package trapline.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a channel is used: by whom, in which words, and what may leave on it.
 *
 * @param language of who has said nothing else; one of {@link Words#LANGUAGES}
 * @param projects whose alerts may use it, by name; empty: all
 * @param shown categories that are not blurred, of person and vehicle
 * @param sensitive labels whose positions do not leave exactly, in lower case
 * @param sensitivePosition what leaves instead
 * @param fallOverAfter how long a recipient waits for it before their next channel is taken
 * @param body the template of what a webhook posts, {@code message-templates/webhook-NAME}; empty:
 *     all there is, as JSON
 * @param summary whether a last message says what an event came to, when it is over
 */
public record ChannelPolicy(
        String language,
        Set<String> projects,
        Set<String> shown,
        Set<String> sensitive,
        Position sensitivePosition,
        Duration fallOverAfter,
        Optional<String> body,
        boolean summary) {

    /** What of a position leaves. */
    public enum Position {
        EXACT,
        /** To a tenth of a degree: about eleven kilometres. */
        ROUNDED,
        WITHHELD
    }

    private static final Set<String> BLURRED = Set.of("person", "vehicle");

    /** Everybody, in English; people and vehicles blurred; positions as they are. */
    public static final ChannelPolicy DEFAULT =
            new ChannelPolicy(
                    Words.ENGLISH_CODE,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Position.WITHHELD,
                    Duration.ofMinutes(2),
                    Optional.empty(),
                    false);

    /** All there is as JSON from a webhook, and no last message. */
    public ChannelPolicy(
            String language,
            Set<String> projects,
            Set<String> shown,
            Set<String> sensitive,
            Position sensitivePosition,
            Duration fallOverAfter) {
        this(
                language,
                projects,
                shown,
                sensitive,
                sensitivePosition,
                fallOverAfter,
                Optional.empty(),
                false);
    }

    public ChannelPolicy {
        projects = Set.copyOf(projects);
        shown = Set.copyOf(shown);
        sensitive = Set.copyOf(sensitive);
        if (!Words.LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("there are no words in the language " + language);
        }
        if (!BLURRED.containsAll(shown)) {
            throw new IllegalArgumentException("shown is not of person and vehicle: " + shown);
        }
    }

    /** Whether a project's alerts may use the channel. */
    boolean isFor(String project) {
        return projects.isEmpty() || projects.contains(project);
    }

    /** What of the position of something with this label leaves. */
    public Position position(String label) {
        return sensitive.stream().anyMatch(name -> means(label, name))
                ? sensitivePosition
                : Position.EXACT;
    }

    /** Label lists carry several names, divided by commas. */
    private static boolean means(String label, String name) {
        for (var one : label.toLowerCase(Locale.ROOT).split(",")) {
            if (one.strip().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The categories that are made unrecognisable on pictures. */
    public Set<String> blurred() {
        return BLURRED.stream()
                .filter(category -> !shown.contains(category))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** The language of a person, else the channel's. */
    public String languageFor(Optional<String> preferred) {
        return preferred.filter(Words.LANGUAGES::contains).orElse(language);
    }
}

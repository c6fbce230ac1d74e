package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Alerts by the Common Alerting Protocol, CAP 1.2: a feed of documents, and where an admin wants
 * it, each document posted to a receiver. An alert grows by an update and ends with a cancel.
 *
 * @param languages one part of each document in each of these; of {@link Words#LANGUAGES}
 * @param expires how long an alert holds after it was sent
 * @param receiver who gets each document; empty: they are only published
 */
public record CapChannel(
        String channelId,
        Header header,
        List<String> languages,
        Duration expires,
        Pictures pictures,
        Optional<Receiver> receiver,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern NAME = Pattern.compile("[^\\s,<&]{1,200}");
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int SHORTEST_TOKEN = 8;

    /** Whether receivers act on what is sent. */
    public enum Status {
        ACTUAL("Actual"),
        EXERCISE("Exercise"),
        TEST("Test");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** As CAP writes it. */
        public String word() {
            return word;
        }
    }

    /** For whom documents are. */
    public sealed interface Audience {
        /** As CAP writes it. */
        String scope();

        /** Everybody may read it, with its position. */
        record Everybody() implements Audience {
            @Override
            public String scope() {
                return "Public";
            }
        }

        /**
         * @param rule who may read it, in words
         */
        record Restricted(String rule) implements Audience {
            @Override
            public String scope() {
                return "Restricted";
            }
        }

        /**
         * @param addresses who may read it; none is empty
         */
        record Only(List<String> addresses) implements Audience {
            public Only {
                addresses = List.copyOf(addresses);
            }

            @Override
            public String scope() {
                return "Private";
            }
        }
    }

    /** What becomes of the picture. */
    public enum Pictures {
        /** The document names its address, where readers log in. */
        LINKED,
        /** The document holds it. */
        INSIDE,
        NONE
    }

    /**
     * What stands at the head of each document.
     *
     * @param sender unique in the world and the same for ever, such as {@code traps@park.example}
     */
    public record Header(String sender, Status status, Audience audience) {}

    /**
     * @param url where documents are posted; it may hold a token, so it is a secret
     * @param token sent as a bearer token
     */
    public record Receiver(URI url, Optional<String> token) {
        @Override
        public String toString() {
            return "Receiver[%s]".formatted(url.getHost());
        }
    }

    public CapChannel {
        languages = List.copyOf(languages);
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        receiver.ifPresent(to -> Channel.Checks.webAddress(channelId, "receiver", to.url()));
        Channel.Checks.that(
                NAME.matcher(header.sender()).matches(),
                channelId,
                "sender has a blank, a comma, < or & in it");
        Channel.Checks.that(
                !languages.isEmpty()
                        && Words.LANGUAGES.containsAll(languages)
                        && new HashSet<>(languages).size() == languages.size(),
                channelId,
                "languages are not different ones of " + Words.LANGUAGES);
        Channel.Checks.that(
                expires.compareTo(Duration.ofMinutes(1)) >= 0 && expires.compareTo(LONGEST) <= 0,
                channelId,
                "expires is not between a minute and a year: " + expires);
        Channel.Checks.that(
                pictures != Pictures.LINKED || consoleUrl.isPresent(),
                channelId,
                "pictures cannot be linked without consoleUrl");
        Channel.Checks.that(
                receiver.flatMap(Receiver::token).stream()
                        .allMatch(text -> text.length() >= SHORTEST_TOKEN),
                channelId,
                "token is no token");
    }

    @Override
    public String kind() {
        return "cap";
    }

    @Override
    public boolean needsRecipient() {
        return false;
    }

    /** A document never changes; another one takes its place. */
    @Override
    public boolean canEdit() {
        return true;
    }

    @Override
    public Set<String> secrets() {
        return receiver.stream()
                .flatMap(
                        to ->
                                Stream.of(
                                                Optional.of(to.url().toString()),
                                                Optional.ofNullable(to.url().getRawPath())
                                                        .filter(path -> path.length() > 1),
                                                Optional.ofNullable(to.url().getRawQuery()),
                                                to.token())
                                        .flatMap(Optional::stream))
                .filter(text -> !text.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "Cap[%s, %s, %s]".formatted(channelId, header.sender(), header.status().word());
    }
}

package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import trapline.condition.HourWindow;

/**
 * Takes values out of one place of a file that fits its schema, and notes what is wrong with them.
 */
final class Fields {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final YamlDocument document;
    private final JsonNode node;
    private final String pointer;
    private final SecretReferences secrets;
    private final List<ConfigProblem> problems;

    Fields(
            YamlDocument document,
            JsonNode node,
            String pointer,
            SecretReferences secrets,
            List<ConfigProblem> problems) {
        this.document = document;
        this.node = node;
        this.pointer = pointer;
        this.secrets = secrets;
        this.problems = problems;
    }

    static Fields of(
            YamlDocument document, SecretReferences secrets, List<ConfigProblem> problems) {
        return new Fields(document, document.root(), "", secrets, problems);
    }

    Fields at(String name) {
        return new Fields(document, node.path(name), pointer + "/" + name, secrets, problems);
    }

    List<Fields> items(String name) {
        var items = new ArrayList<Fields>();
        for (var item : node.path(name)) {
            items.add(
                    new Fields(
                            document,
                            item,
                            "%s/%s/%d".formatted(pointer, name, items.size()),
                            secrets,
                            problems));
        }
        return items;
    }

    Optional<String> text(String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    /** How many mistakes were found so far. */
    int problems() {
        return problems.size();
    }

    /** Notes a value that stands in the file twice, and is to be unique. */
    void unique(String name, Set<String> taken) {
        var value = text(name).orElseThrow();
        if (!taken.add(value)) {
            wrong(
                    name,
                    "The %s '%s' stands here twice.".formatted(name, value),
                    "Choose another %s.".formatted(name));
        }
    }

    /** A value that may be a reference. */
    Optional<String> resolved(String name) {
        return text(name)
                .flatMap(
                        value -> {
                            var resolved = secrets.resolve(value);
                            resolved.problem()
                                    .ifPresent(
                                            what ->
                                                    wrong(
                                                            name,
                                                            what,
                                                            "Set it, or name another place."));
                            return resolved.value();
                        });
    }

    /** A value that must be a reference. */
    Optional<String> secret(String name) {
        var written = text(name);
        if (written.isPresent() && !SecretReferences.isReference(written.get())) {
            wrong(
                    name,
                    "'%s' looks like the secret itself.".formatted(name),
                    "Write {{env:NAME}} or {{file:/path}} instead, in quotes, and put it there.");
            return Optional.empty();
        }
        if (written.filter(SecretReferences::hasDefault).isPresent()) {
            wrong(
                    name,
                    "'%s' has the secret itself as its default.".formatted(name),
                    "Write {{env:NAME}} alone, and set the variable.");
            return Optional.empty();
        }
        return resolved(name);
    }

    List<String> texts(String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    Optional<Double> number(String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name).asDouble()) : Optional.empty();
    }

    Optional<Integer> whole(String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name).asInt()) : Optional.empty();
    }

    /** All of this place, as it was written. */
    String json() {
        return node.toString();
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A time of the day that the schema has let through. */
    Optional<LocalTime> time(String name) {
        return text(name).map(LocalTime::parse);
    }

    /** Days of the week by their first three letters. */
    Set<DayOfWeek> days(String name) {
        return texts(name).stream()
                .map(
                        text ->
                                Arrays.stream(DayOfWeek.values())
                                        .filter(
                                                day ->
                                                        day.name()
                                                                .toLowerCase(Locale.ROOT)
                                                                .startsWith(text))
                                        .findFirst()
                                        .orElseThrow())
                .collect(Collectors.toSet());
    }

    /** Hours such as 21:00-05:00, which must not be the whole day. */
    Optional<HourWindow> hours(String name) {
        var window =
                text(name)
                        .map(
                                text ->
                                        new HourWindow(
                                                LocalTime.parse(text.substring(0, 5)),
                                                LocalTime.parse(text.substring(6))));
        if (window.filter(hours -> hours.from().equals(hours.until())).isPresent()) {
            wrong(
                    name,
                    "'%s' ends when it begins.".formatted(name),
                    "Leave '%s' out for the whole day.".formatted(name));
            return Optional.empty();
        }
        return window;
    }

    boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    Duration duration(String name, Duration otherwise) {
        try {
            var duration = text(name).map(Duration::parse).orElse(otherwise);
            if (duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
            wrong(name, "'%s' is longer than a year.".formatted(name), "Write a shorter one.");
        } catch (DateTimeException e) {
            wrong(name, "'%s' is no duration.".formatted(name), "Write it like PT10M or PT30S.");
        }
        return otherwise;
    }

    Optional<ZoneId> zone(String name) {
        try {
            return text(name).map(ZoneId::of);
        } catch (DateTimeException e) {
            var written = text(name).orElse("");
            wrong(
                    name,
                    "'%s' names no time zone.".formatted(written),
                    "Write it like Europe/Amsterdam or Africa/Nairobi.%s"
                            .formatted(Nearest.question(written, ZoneId.getAvailableZoneIds())));
            return Optional.empty();
        }
    }

    void wrong(String name, String what, String howToFix) {
        problems.add(
                document.problem(name.isEmpty() ? pointer : pointer + "/" + name, what, howToFix));
    }
}

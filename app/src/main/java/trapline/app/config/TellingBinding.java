package trapline.app.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import trapline.alert.Digest;
import trapline.alert.QuietHours;
import trapline.alert.Roster;
import trapline.alert.Rule;
import trapline.alert.Telling;
import trapline.alert.Told;
import trapline.delivery.Channel;
import trapline.delivery.People;

/** Turns rosters and the 'tell' of rules into who is told, and notes who is not known. */
final class TellingBinding {
    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s\\p{Cntrl}<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final List<String> WAYS = List.of("channel", "person", "roster");

    private final List<Channel> channels;
    private final boolean areKnown;
    private final Map<String, Rule.Recipient> people = new HashMap<>();
    private final Map<String, Roster> rosters = new HashMap<>();

    /**
     * @param areKnown false when channels.yaml or people.yaml is wrong; then nothing is said of
     *     channels and people
     */
    TellingBinding(List<Channel> channels, List<People.Person> people, boolean areKnown) {
        this.channels = channels;
        this.areKnown = areKnown;
        // The other ways to reach somebody are taken when this one fails.
        people.forEach(
                person ->
                        person.reach().stream()
                                .findFirst()
                                .ifPresent(
                                        first ->
                                                this.people.put(
                                                        person.name(),
                                                        new Rule.Recipient(
                                                                first.channel(),
                                                                first.address(),
                                                                person.quietHours()))));
    }

    /** Takes the rosters of a file. */
    TellingBinding withRosters(Fields file) {
        var lists = new HashSet<String>();
        for (var roster : file.items("rosters")) {
            roster.unique("id", lists);
            var bound = roster(roster);
            rosters.put(bound.rosterId(), bound);
        }
        return this;
    }

    /** Takes rosters of another file. */
    TellingBinding withRosters(Map<String, Roster> known) {
        rosters.putAll(known);
        return this;
    }

    Map<String, Roster> rosters() {
        return Map.copyOf(rosters);
    }

    Telling telling(Fields rule) {
        var steps = new ArrayList<Telling.Next>();
        for (var step : rule.items("escalate")) {
            var after = step.duration("after", Duration.ofMinutes(10));
            if (after.isZero()
                    || (!steps.isEmpty()
                            && after.compareTo(steps.get(steps.size() - 1).after()) <= 0)) {
                step.wrong(
                        "after",
                        "'after' must be longer than that of the step before.",
                        "It counts from the alert, such as PT10M and then PT30M.");
            } else {
                steps.add(new Telling.Next(after, tell(step)));
            }
        }
        var digest =
                rule.has("digest")
                        ? Optional.of(digest(rule.at("digest")))
                        : Optional.<Digest>empty();
        if (digest.isPresent() && rule.has("escalate")) {
            rule.wrong(
                    "escalate",
                    "What is gathered in a digest is not escalated.",
                    "Remove 'digest' or 'escalate'.");
        }
        return new Telling(tell(rule), steps, digest);
    }

    private List<Told> tell(Fields from) {
        var told = new LinkedHashSet<Told>();
        for (var tell : from.items("tell")) {
            var ways = WAYS.stream().filter(tell::has).toList();
            if (ways.size() != 1) {
                tell.wrong(
                        "",
                        ways.isEmpty()
                                ? "Nobody is named."
                                : "'%s' and '%s' stand here together."
                                        .formatted(ways.get(0), ways.get(1)),
                        "Write one of channel, person, roster.");
                continue;
            }
            switch (ways.get(0)) {
                case "person" ->
                        known(tell, "person", people)
                                .ifPresent(person -> told.add(new Told.Always(person)));
                case "roster" ->
                        known(tell, "roster", rosters)
                                .ifPresent(roster -> told.add(new Told.OnCall(roster)));
                default -> channel(tell).map(Told.Always::new).forEach(told::add);
            }
        }
        return List.copyOf(told);
    }

    private <T> Optional<T> known(Fields at, String key, Map<String, T> all) {
        var id = at.text(key).orElseThrow();
        if (!all.containsKey(id) && (areKnown || key.equals("roster"))) {
            at.wrong(
                    key,
                    "There is no %s '%s'.".formatted(key, id),
                    "%s%s"
                            .formatted(
                                    key.equals("person")
                                            ? "Use a name from people.yaml, or add it there."
                                            : "Use an id from 'rosters' in this file, or add it"
                                                    + " there.",
                                    Nearest.question(id, all.keySet())));
        }
        return Optional.ofNullable(all.get(id));
    }

    private Stream<Rule.Recipient> channel(Fields tell) {
        var channel = find(tell);
        if (channel.isEmpty()) {
            return Stream.empty();
        }
        var id = channel.get().channelId();
        var addresses = tell.texts("to");
        if (channel.get() instanceof Channel.Email) {
            check(tell, addresses);
        } else if (addresses.isEmpty() && channel.get().needsRecipient()) {
            tell.wrong("", "Nobody is named.", "Add 'to' with the chats or numbers.");
        }
        var quiet = quiet(tell);
        var told = addresses.isEmpty() ? List.of(id) : addresses;
        return told.stream().map(address -> new Rule.Recipient(id, address, quiet));
    }

    private Optional<Channel> find(Fields tell) {
        if (!areKnown) {
            return Optional.empty();
        }
        var id = tell.text("channel").orElseThrow();
        var ids = channels.stream().map(Channel::channelId).toList();
        var channel = channels.stream().filter(c -> c.channelId().equals(id)).findFirst();
        if (channel.isEmpty()) {
            tell.wrong(
                    "channel",
                    "There is no channel '%s'.".formatted(id),
                    "Use an id from channels.yaml, or add the channel there.%s"
                            .formatted(Nearest.question(id, ids)));
        }
        return channel;
    }

    static Optional<QuietHours> quiet(Fields at) {
        if (at.has("quietHours") && !at.has("zone")) {
            at.wrong(
                    "quietHours",
                    "'quietHours' needs the clock of who is told.",
                    "Add 'zone', such as Europe/Amsterdam.");
            return Optional.empty();
        }
        return at.hours("quietHours")
                .flatMap(hours -> at.zone("zone").map(zone -> new QuietHours(hours, zone)));
    }

    private Roster roster(Fields roster) {
        var shifts = new ArrayList<Roster.Shift>();
        for (var shift : roster.items("shifts")) {
            shifts.add(new Roster.Shift(shift.days("days"), shift.hours("hours"), people(shift)));
        }
        var turns = roster.at("turns");
        var inTurn = roster.has("turns") ? people(turns) : List.<Rule.Recipient>of();
        if (!roster.has("turns") && shifts.isEmpty()) {
            roster.wrong("", "Nobody is ever on call.", "Add 'shifts' or 'turns'.");
        }
        return new Roster(
                roster.text("id").orElseThrow(),
                roster.zone("zone").orElse(ZoneId.of("UTC")),
                shifts,
                inTurn.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Roster.Turns(from(turns), days(turns), inTurn)));
    }

    private List<Rule.Recipient> people(Fields at) {
        var found = new ArrayList<Rule.Recipient>();
        var names = at.texts("people");
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (people.containsKey(name)) {
                found.add(people.get(name));
            } else if (areKnown) {
                at.wrong(
                        "people/" + i,
                        "There is no person '%s'.".formatted(name),
                        "Use a name from people.yaml, or add it there.%s"
                                .formatted(Nearest.question(name, people.keySet())));
            }
        }
        return found;
    }

    private static LocalDate from(Fields turns) {
        try {
            return LocalDate.parse(turns.text("from").orElseThrow());
        } catch (DateTimeException e) {
            turns.wrong(
                    "from",
                    "There is no day '%s'.".formatted(turns.text("from").orElse("")),
                    "Write it like 2026-01-05.");
            return LocalDate.EPOCH;
        }
    }

    private static int days(Fields turns) {
        return turns.text("every")
                .map(Period::parse)
                .map(Period::getDays)
                .filter(d -> d > 0)
                .orElse(7);
    }

    private static Digest digest(Fields digest) {
        return new Digest(
                Digest.Every.valueOf(digest.text("every").orElseThrow().toUpperCase(Locale.ROOT)),
                digest.time("at").orElse(LocalTime.of(7, 0)),
                digest.days("day").stream().findFirst().orElse(DayOfWeek.MONDAY),
                digest.zone("zone").orElse(ZoneId.of("UTC")));
    }

    private static void check(Fields tell, List<String> addresses) {
        if (addresses.isEmpty()) {
            tell.wrong("", "Nobody is named.", "Add 'to' with mail addresses.");
        }
        for (var i = 0; i < addresses.size(); i++) {
            if (!ADDRESS.matcher(addresses.get(i)).matches()) {
                tell.wrong(
                        "to/" + i,
                        "'%s' is no mail address.".formatted(addresses.get(i)),
                        "Write it like ranger@example.org.");
            }
        }
    }
}

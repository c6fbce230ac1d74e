package trapline.app.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import trapline.condition.BatteryLow;
import trapline.condition.CardFull;
import trapline.condition.ChannelBroken;
import trapline.condition.ClockWrong;
import trapline.condition.Condition;
import trapline.condition.DiskFull;
import trapline.condition.Expressed;
import trapline.condition.FreeText;
import trapline.condition.Moved;
import trapline.condition.NeighboursSilent;
import trapline.condition.NothingSeen;
import trapline.condition.Obstructed;
import trapline.condition.Scope;
import trapline.condition.Seen;
import trapline.condition.Sensitivity;
import trapline.condition.Silent;
import trapline.condition.SilentForItsRhythm;
import trapline.condition.SimExpires;
import trapline.condition.StageStalled;
import trapline.condition.TooManyPictures;
import trapline.condition.UnusuallyClose;
import trapline.condition.UnusuallySilent;
import trapline.condition.ViewChanged;

/** Turns the 'when' of a rule into its condition, and notes what a schema cannot say. */
final class ConditionBinding {
    /** Keys that say what is seen; beside another kind of condition they would say nothing. */
    private static final List<String> SEEN =
            List.of(
                    "labels",
                    "taxa",
                    "categories",
                    "hours",
                    "days",
                    "minConfidence",
                    "minCount",
                    "maxCount",
                    "minGroup",
                    "notSeenFor",
                    "firstSince",
                    "expression");

    /** Everything but what is seen, by its key. */
    private static final Map<String, Function<Fields, Condition>> KINDS = kinds();

    private ConditionBinding() {}

    private static Map<String, Function<Fields, Condition>> kinds() {
        var kinds = new LinkedHashMap<String, Function<Fields, Condition>>();
        kinds.put("battery", ConditionBinding::battery);
        kinds.put("card", at -> full(at, 90, CardFull::new));
        kinds.put("silent", ConditionBinding::silent);
        kinds.put("clock", at -> new ClockWrong(at.duration("off", Duration.ofHours(12))));
        kinds.put("moved", ConditionBinding::moved);
        kinds.put("obstructed", at -> new Obstructed(at.whole("pictures").orElse(3)));
        kinds.put(
                "pictures",
                at ->
                        new TooManyPictures(
                                at.whole("most").orElse(500),
                                at.duration("within", Duration.ofDays(1))));
        kinds.put("sim", at -> new SimExpires(at.whole("days").orElse(30)));
        kinds.put("nothing", ConditionBinding::nothing);
        kinds.put(
                "tooClose",
                at -> new UnusuallyClose(sensitivity(at), at.number("minConfidence").orElse(0.4)));
        kinds.put("unusuallySilent", at -> new UnusuallySilent(sensitivity(at)));
        kinds.put(
                "neighboursSilent",
                at ->
                        new NeighboursSilent(
                                at.whole("atLeast").orElse(1),
                                at.number("metres").orElse(1000.0),
                                at.duration("after", Duration.ofDays(1))));
        kinds.put("channel", at -> new ChannelBroken(at.duration("after", Duration.ofMinutes(10))));
        kinds.put("stage", at -> new StageStalled(at.duration("after", Duration.ofMinutes(15))));
        kinds.put("disk", at -> full(at, 80, DiskFull::new));
        return kinds;
    }

    static Scope scope(Fields when) {
        return new Scope(
                Set.copyOf(when.texts("cameras")),
                Set.copyOf(when.texts("sites")),
                Set.copyOf(when.texts("tags")));
    }

    static Condition condition(Fields when) {
        var kinds = KINDS.keySet().stream().filter(when::has).toList();
        if (kinds.isEmpty()) {
            return seenOrExpressed(when);
        }
        var kind = kinds.get(0);
        if (kinds.size() > 1) {
            when.wrong(
                    kinds.get(1),
                    "A rule waits for one thing, but '%s' and '%s' stand here."
                            .formatted(kind, kinds.get(1)),
                    "Make two rules of it.");
        }
        SEEN.stream()
                .filter(when::has)
                .findFirst()
                .ifPresent(
                        key ->
                                when.wrong(
                                        key,
                                        "'%s' says nothing beside '%s'.".formatted(key, kind),
                                        key.equals("hours") || key.equals("days")
                                                ? "Remove it."
                                                : "Remove it, or make two rules of it."));
        return KINDS.get(kind).apply(when.at(kind));
    }

    private static Condition seenOrExpressed(Fields when) {
        var seen = seen(when);
        var text = when.text("expression");
        if (text.isEmpty()) {
            return seen;
        }
        var wrong = FreeText.check(text.get());
        if (wrong.isPresent()) {
            when.wrong(
                    "expression",
                    wrong.get(),
                    "Write it like: ${variable.count} > 2 && ${variable.label} == 'deer'.");
            return seen;
        }
        return new Expressed(seen, text.get());
    }

    private static Seen seen(Fields at) {
        var least = at.whole("minCount").orElse(1);
        var most = at.whole("maxCount");
        if (most.filter(m -> m < least).isPresent()) {
            at.wrong(
                    "maxCount",
                    "'maxCount' is less than 'minCount'.",
                    "Make it %d or more.".formatted(least));
            most = Optional.empty();
        }
        return new Seen(
                Set.copyOf(at.texts("labels")),
                Set.copyOf(at.texts("taxa")),
                Set.copyOf(at.texts("categories")),
                at.number("minConfidence").orElse(0.0),
                least,
                most.map(OptionalInt::of).orElse(OptionalInt.empty()),
                at.whole("minGroup").orElse(1),
                at.hours("hours"),
                at.days("days"),
                at.text("notSeenFor").map(Period::parse),
                firstSince(at));
    }

    private static Optional<MonthDay> firstSince(Fields at) {
        try {
            return at.text("firstSince").map(text -> MonthDay.parse("--" + text));
        } catch (DateTimeException e) {
            at.wrong(
                    "firstSince",
                    "There is no day '%s'.".formatted(at.text("firstSince").orElse("")),
                    "Write month and day, like 03-01.");
            return Optional.empty();
        }
    }

    /** By what it says of its position, or by what it shows. */
    private static Condition moved(Fields at) {
        if (at.has("pictures") && at.has("metres")) {
            at.wrong(
                    "pictures",
                    "'metres' goes by the camera's position, 'pictures' by what it shows.",
                    "Make two rules of it.");
        }
        return at.whole("pictures")
                .<Condition>map(ViewChanged::new)
                .orElseGet(() -> new Moved(at.number("metres").orElse(250.0)));
    }

    private static Condition battery(Fields at) {
        int below = at.whole("below").orElse(20);
        int recovers = at.whole("recoversAt").orElse(Math.min(100, below + 10));
        return orSaid(
                at,
                "recoversAt",
                below < recovers,
                "above 'below' (%d)".formatted(below),
                () ->
                        new BatteryLow(
                                below,
                                recovers,
                                at.whole("daysLeft")
                                        .map(OptionalInt::of)
                                        .orElse(OptionalInt.empty())),
                () -> new BatteryLow(20, 30, OptionalInt.empty()));
    }

    private static <T> T full(Fields at, double otherwise, FullAt<T> made) {
        double above = at.number("above").orElse(otherwise);
        double recovers = at.number("recoversAt").orElse(Math.max(0, above - 5));
        return orSaid(
                at,
                "recoversAt",
                recovers < above,
                "below 'above' (%.0f)".formatted(above),
                () -> made.of(above, recovers),
                () -> made.of(otherwise, otherwise - 5));
    }

    private static Condition silent(Fields at) {
        if (at.has("after")) {
            if (at.has("factor") || at.has("atLeast")) {
                at.wrong(
                        "after",
                        "'after' is a fixed time, 'factor' and 'atLeast' go by the camera's own"
                                + " rhythm.",
                        "Keep 'after', or the other two.");
            }
            return new Silent(at.duration("after", Duration.ofDays(2)));
        }
        return new SilentForItsRhythm(
                at.duration("atLeast", Duration.ofHours(12)), at.number("factor").orElse(3.0));
    }

    private static Condition nothing(Fields at) {
        var by = at.time("by").orElse(LocalTime.NOON);
        var since = at.time("since").orElse(LocalTime.MIDNIGHT);
        if (by.equals(since)) {
            at.wrong("since", "'since' is the same as 'by'.", "Make it earlier.");
        }
        return new NothingSeen(seen(at), since, by, at.days("days"));
    }

    private static Sensitivity sensitivity(Fields at) {
        return at.text("sensitivity")
                .map(text -> Sensitivity.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Sensitivity.MEDIUM);
    }

    private static <T> T orSaid(
            Fields at,
            String name,
            boolean right,
            String wanted,
            Supplier<T> made,
            Supplier<T> otherwise) {
        if (right) {
            return made.get();
        }
        at.wrong(
                name,
                "'%s' must lie %s, or the alert would flutter.".formatted(name, wanted),
                "Change one of them.");
        return otherwise.get();
    }

    private interface FullAt<T> {
        T of(double above, double recoversAt);
    }
}

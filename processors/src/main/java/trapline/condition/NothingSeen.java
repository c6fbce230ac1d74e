package trapline.condition;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * By a time of the day, by the camera's clock, a camera has not seen something, such as the cow
 * that comes to drink. Each day has an incident of its own.
 *
 * @param what whose hours and days are not looked at
 * @param since of the same day, or of the day before when it is later than {@code by}
 * @param by from then on it is missing
 * @param days on which it is looked for; empty: every day
 */
public record NothingSeen(Seen what, LocalTime since, LocalTime by, Set<DayOfWeek> days)
        implements OnCamera {
    /** Who was not running at the time says it no later than this. */
    private static final Duration LATEST = Duration.ofHours(3);

    /** What is still being looked at is waited for, but not longer than this. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    public NothingSeen {
        days = Set.copyOf(days);
    }

    @Override
    public Verdict judge(CameraFacts facts) {
        var now = facts.now().atZone(facts.zone());
        return due(now).map(day -> judge(facts, day, day.atTime(by).atZone(facts.zone())))
                .orElse(Verdict.undecided());
    }

    private Verdict judge(CameraFacts facts, LocalDate day, ZonedDateTime due) {
        var first = since.isBefore(by) ? day : day.minusDays(1);
        var from = first.atTime(since).atZone(facts.zone()).toInstant();
        var until = due.toInstant();
        if (facts.saw(what, from, until)) {
            return Verdict.over();
        }
        if (facts.isUnderway(from, until) && facts.now().isBefore(until.plus(PATIENCE))) {
            return Verdict.undecided();
        }
        return Verdict.holds(
                        "%s saw no %s by %s".formatted(facts.camera().name(), name(), by),
                        new Fact("Looked at", "%s to %s, %s".formatted(since, by, day)))
                .in(day.toString());
    }

    /** The day whose time has come not long ago. */
    private Optional<LocalDate> due(ZonedDateTime now) {
        var today = now.toLocalDate();
        for (var day : new LocalDate[] {today, today.minusDays(1)}) {
            var since = Duration.between(day.atTime(by).atZone(now.getZone()), now);
            if (!since.isNegative() && since.compareTo(LATEST) < 0) {
                return days.isEmpty() || days.contains(day.getDayOfWeek())
                        ? Optional.of(day)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private String name() {
        if (!what.labels().isEmpty()) {
            return String.join(" or ", what.labels().stream().sorted().toList());
        }
        if (!what.taxa().isEmpty()) {
            return String.join(" or ", what.taxa().stream().sorted().toList());
        }
        return what.categories().isEmpty()
                ? "thing"
                : String.join(" or ", what.categories().stream().sorted().toList());
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public EventKind kind() {
        return EventKind.ABSENCE;
    }
}

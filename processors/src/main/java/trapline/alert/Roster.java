package trapline.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import trapline.condition.HourWindow;

/**
 * Who is on call when: shifts by day and hour, and turns that go round.
 *
 * @param zone of the clock by which days and hours count
 * @param turns beside the shifts; empty: none
 */
public record Roster(String rosterId, ZoneId zone, List<Shift> shifts, Optional<Turns> turns) {

    public Roster {
        shifts = List.copyOf(shifts);
    }

    /**
     * @param days empty: every day; a night belongs to the day of its evening
     * @param hours empty: all day
     */
    public record Shift(
            Set<DayOfWeek> days, Optional<HourWindow> hours, List<Rule.Recipient> people) {

        public Shift {
            days = Set.copyOf(days);
            people = List.copyOf(people);
        }
    }

    /**
     * @param from the day on which the first begins
     * @param days how long each is on call
     */
    public record Turns(LocalDate from, int days, List<Rule.Recipient> people) {

        public Turns {
            people = List.copyOf(people);
            if (days < 1 || people.isEmpty()) {
                throw new IllegalArgumentException("turns have days and people");
            }
        }

        Optional<Rule.Recipient> on(LocalDate day) {
            var since = ChronoUnit.DAYS.between(from, day);
            return since < 0
                    ? Optional.empty()
                    : Optional.of(people.get((int) (since / days % people.size())));
        }
    }

    List<Rule.Recipient> onCall(Instant now) {
        var here = now.atZone(zone).toLocalDateTime();
        var byShift =
                shifts.stream()
                        .filter(
                                shift -> {
                                    var hours = shift.hours();
                                    var day =
                                            hours.map(h -> h.dayOf(here))
                                                    .orElse(here.toLocalDate());
                                    return hours.map(h -> h.contains(here.toLocalTime()))
                                                    .orElse(true)
                                            && (shift.days().isEmpty()
                                                    || shift.days().contains(day.getDayOfWeek()));
                                })
                        .flatMap(shift -> shift.people().stream());
        var byTurn = turns.flatMap(t -> t.on(here.toLocalDate())).stream();
        return Stream.concat(byShift, byTurn).distinct().toList();
    }
}

package trapline.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import trapline.condition.HourWindow;

/** Hours in which somebody is told only what is critical, by their own clock. */
public record QuietHours(HourWindow hours, ZoneId zone) {

    public QuietHours {
        if (hours.from().equals(hours.until())) {
            throw new IllegalArgumentException("quiet hours end some time: " + hours);
        }
    }

    /** When the quiet ends that it is in at this time; empty when it is not quiet. */
    public Optional<Instant> endAfter(Instant now) {
        var here = now.atZone(zone);
        if (!hours.contains(here.toLocalTime())) {
            return Optional.empty();
        }
        var day =
                hours.until().isAfter(here.toLocalTime())
                        ? here.toLocalDate()
                        : here.toLocalDate().plusDays(1);
        // Where clocks go back an hour is there twice: the end is in the one that it is now.
        return Optional.of(
                ZonedDateTime.ofLocal(day.atTime(hours.until()), zone, here.getOffset())
                        .toInstant());
    }
}

package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturedAtTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant RECEIVED = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void readsTheCamerasClockInItsZone() {
        var captured = captured("2026-03-10T12:59:00");

        assertThat(captured.instant()).isEqualTo("2026-03-10T11:59:00Z");
        assertThat(captured.zone()).isEqualTo(BERLIN);
        assertThat(captured.raw()).contains("raw");
        assertThat(captured.source()).isEqualTo("exif");
        assertThat(captured.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00",
                "1980-01-01T00:03:00",
                "2000-01-01T12:00:00",
                "2004-12-31T23:59:59",
                "2015-01-01T00:10:00",
                "2020-01-01T00:00:00"
            })
    void usesTheReceiveTimeWhenTheClockWasReset(String wallClock) {
        var captured = captured(wallClock);

        assertThat(captured.instant()).isEqualTo(RECEIVED);
        assertThat(captured.flags()).contains("clock-reset");
        assertThat(captured.raw()).contains("raw");
    }

    @Test
    void usesTheReceiveTimeWhenTheClockIsFarAhead() {
        assertThat(captured("2026-03-10T13:09:00").flags()).isEmpty();

        var captured = captured("2026-03-10T13:11:00");

        assertThat(captured.flags()).containsExactly("in-future");
        assertThat(captured.instant()).isEqualTo(RECEIVED);
    }

    @Test
    void keepsAnOldTimeAndFlagsIt() {
        var captured = captured("2026-01-10T12:00:00");

        assertThat(captured.flags()).containsExactly("stale");
        assertThat(captured.instant()).isEqualTo("2026-01-10T11:00:00Z");
    }

    @Test
    void readsATimeThatExistsTwiceWithTheEarlierOffset() {
        var received = Instant.parse("2026-10-25T12:00:00Z");

        var captured =
                CapturedAt.of(
                        LocalDateTime.parse("2026-10-25T02:30:00"),
                        "raw",
                        Optional.empty(),
                        BERLIN,
                        "exif",
                        received);

        assertThat(captured.flags()).containsExactly("clock-change-overlap");
        assertThat(captured.instant()).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void readsATimeThatDoesNotExistWithTheEarlierOffset() {
        var received = Instant.parse("2026-03-29T12:00:00Z");

        var captured =
                CapturedAt.of(
                        LocalDateTime.parse("2026-03-29T02:30:00"),
                        "raw",
                        Optional.empty(),
                        BERLIN,
                        "exif",
                        received);

        assertThat(captured.flags()).containsExactly("clock-change-gap");
        assertThat(captured.instant()).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void flagsAnOffsetOfThePicturesOwnThatDiffersAndDoesNotTrustIt() {
        var wallClock = LocalDateTime.parse("2026-03-10T12:00:00");

        var same = CapturedAt.of(wallClock, "raw", Optional.of("+01:00"), BERLIN, "exif", RECEIVED);
        var other =
                CapturedAt.of(wallClock, "raw", Optional.of("+08:00"), BERLIN, "exif", RECEIVED);
        var nonsense =
                CapturedAt.of(wallClock, "raw", Optional.of("east"), BERLIN, "exif", RECEIVED);

        assertThat(same.flags()).isEmpty();
        assertThat(other.flags()).containsExactly("offset-differs");
        assertThat(other.instant()).isEqualTo(same.instant());
        assertThat(nonsense.flags()).isEmpty();
    }

    @Test
    void saysWhenThereIsNoTimeOrNoneThatCanBeRead() {
        assertThat(CapturedAt.unknown(RECEIVED, BERLIN).flags()).containsExactly("no-time");
        assertThat(CapturedAt.unreadable("0000:00:00", RECEIVED, BERLIN))
                .satisfies(
                        captured -> {
                            assertThat(captured.flags()).containsExactly("unreadable-time");
                            assertThat(captured.raw()).contains("0000:00:00");
                            assertThat(captured.instant()).isEqualTo(RECEIVED);
                        });
    }

    private static CapturedAt captured(String wallClock) {
        return CapturedAt.of(
                LocalDateTime.parse(wallClock), "raw", Optional.empty(), BERLIN, "exif", RECEIVED);
    }
}

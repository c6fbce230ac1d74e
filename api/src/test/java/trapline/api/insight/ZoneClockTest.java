package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneClockTest {
    private static final Instant SUMMER = Instant.parse("2026-03-29T01:00:00Z");
    private static final Instant WINTER = Instant.parse("2026-10-25T01:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Amsterdam",
                "Australia/Lord_Howe",
                "America/St_Johns",
                "Asia/Kolkata",
                "Etc/GMT+12",
                "Z"
            })
    void showsTheTimeOfTheZoneInWhateverOrderItIsAskedFor(String zone) {
        var clock = new ZoneClock(ZoneId.of(zone));

        var moments =
                Stream.concat(
                                Stream.of(SUMMER, WINTER)
                                        .flatMap(
                                                change ->
                                                        Stream.of(
                                                                change,
                                                                change.minusNanos(1),
                                                                change.plusNanos(1))),
                                new Random(1)
                                        .longs(2000, -2_000_000_000L, 4_000_000_000L)
                                        .mapToObj(Instant::ofEpochSecond))
                        .toList();

        assertThat(moments)
                .allSatisfy(
                        at ->
                                assertThat(clock.secondOfDay(at))
                                        .isEqualTo(
                                                at.atZone(ZoneId.of(zone))
                                                        .toLocalTime()
                                                        .toSecondOfDay()));
    }
}

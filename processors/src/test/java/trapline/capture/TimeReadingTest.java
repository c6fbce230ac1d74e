package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.camera.CameraProfile;

class TimeReadingTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T06:00:00Z");
    private static final Map<String, String> GROUPS =
            Map.of("y", "2026", "m", "03", "d", "01", "H", "04", "M", "12", "S", "09");

    private final TimeReading reading = new TimeReading(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026:03:01 04:12:09",
                "2026-03-01 04:12:09",
                "2026/03/01 04:12:09",
                "2026: 3: 1 04:12:09",
                "2026:03:01T04:12:09",
                "2026:03:01 04:12:09.5 CET"
            })
    void readsTheTimeOfExifAsCamerasWriteIt(String written) {
        var captured = read(List.of(CameraProfile.Time.EXIF), exif(written), Map.of());

        assertThat(captured.instant()).isEqualTo("2026-03-01T03:12:09Z");
        assertThat(captured.raw()).contains(written);
        assertThat(captured.source()).isEqualTo("exif");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:00:00 00:00:00", "2026:13:40 25:61:61", "yesterday", "2026"})
    void fallsBackToThePathWhenExifSaysNoTime(String written) {
        var captured =
                read(
                        List.of(CameraProfile.Time.EXIF, CameraProfile.Time.PATH),
                        exif(written),
                        GROUPS);

        assertThat(captured.instant()).isEqualTo("2026-03-01T03:12:09Z");
        assertThat(captured.source()).isEqualTo("path");
        assertThat(captured.raw()).contains("north/picture.jpg");
    }

    @Test
    void takesTheSourcesInTheOrderOfTheProfile() {
        var captured =
                read(
                        List.of(CameraProfile.Time.PATH, CameraProfile.Time.EXIF),
                        exif("2026:02:02 02:02:02"),
                        GROUPS);

        assertThat(captured.source()).isEqualTo("path");
    }

    @Test
    void usesTheReceiveTimeAndSaysWhetherThereWasAnything() {
        var none = read(List.of(CameraProfile.Time.EXIF), Exif.NONE, Map.of());
        var nonsense = read(List.of(CameraProfile.Time.EXIF), exif("nonsense"), Map.of());

        assertThat(none.instant()).isEqualTo(RECEIVED);
        assertThat(none.flags()).containsExactly("no-time");
        assertThat(nonsense.instant()).isEqualTo(RECEIVED);
        assertThat(nonsense.flags()).containsExactly("unreadable-time");
    }

    @ParameterizedTest
    @CsvSource({"ms, 250, 2026-03-01T03:12:09.250Z", "ms, 9999, 2026-03-01T03:12:09Z"})
    void readsMilliseconds(String group, String value, Instant expected) {
        var groups = new HashMap<>(GROUPS);
        groups.put(group, value);

        assertThat(read(List.of(CameraProfile.Time.PATH), Exif.NONE, groups).instant())
                .isEqualTo(expected);
    }

    @Test
    void readsAYearOfTwoDigits() {
        var groups = new HashMap<>(GROUPS);
        groups.remove("y");
        groups.put("yy", "26");

        assertThat(read(List.of(CameraProfile.Time.PATH), Exif.NONE, groups).instant())
                .isEqualTo("2026-03-01T03:12:09Z");
    }

    @Test
    void readsNoTimeFromGroupsThatAreNoNumbers() {
        var groups = Map.of("y", "٢٠٢٦", "m", "x", "d", "01");

        assertThat(read(List.of(CameraProfile.Time.PATH), Exif.NONE, groups).flags())
                .containsExactly("no-time");
    }

    private CapturedAt read(List<CameraProfile.Time> order, Exif exif, Map<String, String> groups) {
        var profile =
                new CameraProfile(
                        "test",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        order,
                        Set.of(),
                        0);
        var source =
                new Source("s", "default", Optional.empty(), true, Duration.ofHours(1), Set.of());
        var received =
                new ReceivedFile(
                        source,
                        Optional.empty(),
                        "north/picture.jpg",
                        Path.of("none"),
                        RECEIVED,
                        RECEIVED);
        return reading.read(
                received,
                new Content.Picture("image/jpeg", 8, 8, false),
                exif,
                new CameraProfile.Match(profile, groups, "test"));
    }

    private static Exif exif(String time) {
        return new Exif(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(time),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}

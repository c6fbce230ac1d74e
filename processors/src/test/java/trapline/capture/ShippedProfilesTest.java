package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.camera.CameraProfile;
import trapline.camera.CameraProfiles;
import trapline.camera.Position;
import trapline.camera.ReportDialects;
import trapline.testing.Pictures;
import trapline.testing.SampleData;
import trapline.testing.ShippedConfig;
import trapline.testing.TestExif;

/** Every shipped profile on the names and the EXIF that its cameras really send. */
class ShippedProfilesTest {
    private static final Instant RECEIVED = Instant.parse("2026-04-20T12:00:00Z");

    @TempDir Path folder;

    private final CameraProfiles profiles = new CameraProfiles();
    private final FileReading reading =
            new FileReading(
                    new FileInspection(FileLimits.DEFAULT),
                    profiles,
                    new ReportDialects(),
                    ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    E1000381.JPG, Willfine, 4.0T CG, willfine, 861943070068027, 2026-04-01T01:02:03Z
                    WBC398-868020035314870-10042026090126-4-SYPR0067.JPG, SY, 4.0PCG-R, swift, 868020035314870, 2026-04-01T01:02:03Z
                    868020035314870-30032026102652-4-SYPR0260.JPG, SY, 4.0PCG-R, swift, 868020035314870, 2026-04-01T01:02:03Z
                    'in/WBC398   -868020035314870-10042026090126-4-SYPR0067.JPG', SY, 4.0PCG-R, swift, 868020035314870, 2026-04-01T01:02:03Z
                    NorthRidge/100RECNX/RCNX0001.JPG, RECONYX, HC500 HYPERFIRE, reconyx, NorthRidge, 2026-04-01T01:02:03Z
                    RCNX0001.JPG, RECONYX, HP2X, reconyx, 861943070068027, 2026-04-01T01:02:03Z
                    Gate South/DCIM/100EK113/EK000001.JPG, BUSHNELL, Trophy Cam, bushnell, Gate South, 2026-04-01T01:02:03Z
                    Creek/100_BTCF/IMG_0001.JPG, Prometheus, BTC-5PXD, browning, Creek, 2026-04-01T01:02:03Z
                    Meadow Cam_SPYPOINT_20260401_041209.jpg, SPYPOINT, FLEX, spypoint-mail, Meadow Cam, 2026-04-01T01:02:03Z
                    DCIM/100MEDIA/IMAG0104.JPG, BolyMedia, SG565FV-8M, generic, 861943070068027, 2026-04-01T01:02:03Z
                    """)
    void understandsCamerasWithExif(
            String path, String make, String model, String profile, String device, Instant taken)
            throws Exception {
        var exif = TestExif.of(make, model).serial("861943070068027").taken("2026:04:01 01:02:03");

        var media = read(path, Pictures.withExif(Pictures.jpeg(16, 16, 1), exif));

        assertThat(media.profile()).isEqualTo(profile);
        assertThat(media.deviceId()).isEqualTo(device);
        assertThat(media.capturedAt().instant()).isEqualTo(taken);
        assertThat(media.capturedAt().source()).isEqualTo("exif");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    INSTAR/lat52.02368_lon12.98290/A_2026-04-09_16-04-05.jpeg, instar, lat52.02368_lon12.98290, 2026-04-09T16:04:05Z
                    INSTAR/lat-32.5_lon117.16/20260409/images/A_2026-04-09_16-04-05.jpeg, instar, lat-32.5_lon117.16, 2026-04-09T16:04:05Z
                    192.168.1.64_01_20260401041209570_MOTION_DETECTION.jpg, hikvision, 192.168.1.64, 2026-04-01T04:12:09.570Z
                    Gate/1/Gate_01_20260401041209570_LINE_CROSSING_DETECTION.jpg, hikvision, Gate, 2026-04-01T04:12:09.570Z
                    192.168.1.64_02_20260401041209570_MOTION_DETECTION.jpg, hikvision, 192.168.1.64_02, 2026-04-01T04:12:09.570Z
                    Gate_01_20260401041209570_TIMING.jpg, hikvision, Gate, 2026-04-01T04:12:09.570Z
                    AMC0123/2026-04-01/001/jpg/04/12/09[M][0@0][0].jpg, dahua, AMC0123, 2026-04-01T04:12:09Z
                    cams/AMC0123/2026-04-01/001/jpg/04/12/09[R][0@0][0].jpg, dahua, AMC0123, 2026-04-01T04:12:09Z
                    2026/04/01/NorthGate_01_20260401041209.jpg, reolink, NorthGate, 2026-04-01T04:12:09Z
                    gate/image26-04-01_04-12-09-57.jpg, axis, gate, 2026-04-01T04:12:09Z
                    Meadow Cam_SPYPOINT_20260401_041209.jpg, spypoint-mail, Meadow Cam, 2026-04-01T04:12:09Z
                    creek/MDAlarm_20260401-041209.jpg, generic, creek, 2026-04-01T04:12:09Z
                    creek/prefix_20260401041209.jpg, generic, creek, 2026-04-01T04:12:09Z
                    creek/2026-04-01/04-12-09.jpg, generic, creek, 2026-04-01T04:12:09Z
                    creek/MOTION_2026-04-01-04-12-09-123_001.jpg, generic, creek, 2026-04-01T04:12:09Z
                    """)
    void understandsCamerasThatSayEverythingInTheirPath(
            String path, String profile, String device, Instant taken) throws Exception {
        var media = read(path, Pictures.jpeg(16, 16, 1));

        assertThat(media.profile()).isEqualTo(profile);
        assertThat(media.deviceId()).isEqualTo(device);
        assertThat(media.capturedAt().instant()).isEqualTo(taken);
        assertThat(media.capturedAt().source()).isEqualTo("path");
    }

    @Test
    void readsTheDaysAndMonthsOfASwiftInTheOrderItWritesThem() throws Exception {
        var media =
                read(
                        "868020035314870-10042026090126-4-SYPR0260.JPG",
                        Pictures.withExif(Pictures.jpeg(16, 16, 1), TestExif.of("SY", "4.0PCG-R")));

        assertThat(media.capturedAt().instant()).isEqualTo("2026-04-10T09:01:26Z");
    }

    @Test
    void takesThePositionOfAnInstarFromItsFolder() throws Exception {
        var media =
                read(
                        "INSTAR/lat52.02368_lon12.98290/A_2026-04-09_16-04-05.jpeg",
                        Pictures.jpeg(16, 16, 1));

        assertThat(media.position()).contains(new Position(52.02368, 12.98290));
    }

    @Test
    void refusesAPositionThatNoFixGave() throws Exception {
        var media =
                read(
                        "north/a.jpg",
                        Pictures.withExif(
                                Pictures.jpeg(8, 8, 1), TestExif.of("SY", "X").position(0, 0)));

        assertThat(media.position()).isEmpty();
        assertThat(media.positionFlags()).containsExactly("implausible-position");
    }

    @Test
    void namesNoCameraAfterTheFoldersThatCamerasMakeThemselves() {
        for (var path :
                List.of("DCIM/100MEDIA/a.jpg", "2026/04/01/a.jpg", "20260401/images/a.jpg")) {
            var unusable =
                    catchThrowableOfType(
                            UnusableFile.class, () -> read(path, Pictures.jpeg(8, 8, 1)));

            assertThat(unusable.reason()).isEqualTo(QuarantineReason.MISSING_IDENTITY);
        }
    }

    @Test
    void refusesWhatAProfileRequiresAndAPictureLacks() {
        profiles.replace(
                List.of(
                        new CameraProfile(
                                "strict",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(CameraProfile.Time.EXIF),
                                Set.of(CameraProfile.Requirement.TIME),
                                0)));

        var unusable =
                catchThrowableOfType(
                        UnusableFile.class,
                        () -> reading.read(received("north/a.jpg"), device -> Optional.empty()));

        assertThat(unusable.reason()).isEqualTo(QuarantineReason.MISSING_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "2021-05-28_SYFR0041_deer.JPG, swift",
        "2021-08-08_RCNX0063_fox.JPG, reconyx",
        "2021-12-07_12080069_rabbit.JPG, bushnell",
        "Asian_Plains_S012_2022-08-25_human_vehicle.jpg, browning",
        "BUOW_RCNX0712.JPG, reconyx",
        "IMAG0104_wolf.JPG, generic"
    })
    void knowsRealPicturesOfThoseCameras(String name, String profile) throws Exception {
        profiles.replace(ShippedConfig.profiles());
        var received = received("north/IMG_0001.JPG", SampleData.file("images/" + name));

        var media = (Reading.Media) reading.read(received, device -> Optional.empty());

        assertThat(media.profile()).isEqualTo(profile);
        assertThat(media.capturedAt().source()).isEqualTo("exif");
        assertThat(media.capturedAt().flags()).containsExactly("stale");
    }

    @Test
    void shipsAProfileForEveryCameraItPromises() {
        assertThat(ShippedConfig.profiles())
                .extracting(CameraProfile::name)
                .contains(
                        "willfine",
                        "swift",
                        "instar",
                        "reconyx",
                        "bushnell",
                        "browning",
                        "spypoint-mail",
                        "hikvision",
                        "dahua",
                        "reolink",
                        "axis",
                        "generic");
    }

    private Reading.Media read(String path, byte[] picture) throws IOException, UnusableFile {
        profiles.replace(ShippedConfig.profiles());
        var file = Files.write(folder.resolve("picture"), picture);
        return (Reading.Media) reading.read(received(path, file), device -> Optional.empty());
    }

    private ReceivedFile received(String path) throws IOException {
        return received(path, Files.write(folder.resolve("picture"), Pictures.jpeg(8, 8, 1)));
    }

    private static ReceivedFile received(String path, Path file) {
        var source =
                new Source("s", "default", Optional.empty(), true, Duration.ofHours(1), Set.of());
        return new ReceivedFile(source, Optional.empty(), path, file, RECEIVED, RECEIVED);
    }
}

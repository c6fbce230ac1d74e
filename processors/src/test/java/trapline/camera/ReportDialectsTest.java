package trapline.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.testing.ShippedConfig;

/** The shipped dialects on reports as the cameras write them. */
class ReportDialectsTest {
    private static final String WILLFINE =
            """
            IMEI:861943070068027
            CSQ:23
            Temp:24℃\s
            Battery:60%
            SD:59405M/59628M
            GPS:52.098737,5.125504
            Total:8932
            Send:310
            Date:05/12/2025 15:46:47
            """;
    private static final String SWIFT =
            """
            CamID:WBC398
            IMEI:868020035314870
            CSQ:17
            Temp:-21 Celsius Degree  \s
            Battery:80%
            SD:30201M/30436M
            GPS:S32*56'06" E117*09'36"
            Total Pics:260
            Send times:41
            Date:30/03/2026  10:26:52
            """;

    private final ReportDialects dialects = new ReportDialects();

    @BeforeEach
    void ship() {
        dialects.replace(ShippedConfig.dialects());
    }

    @Test
    void readsAWillfine() {
        var report = parse(WILLFINE).orElseThrow();

        assertThat(report.dialect()).isEqualTo("willfine");
        assertThat(report.deviceId()).isEqualTo("861943070068027");
        assertThat(report.time()).contains(LocalDateTime.parse("2025-12-05T15:46:47"));
        assertThat(report.position()).contains(new Position(52.098737, 5.125504));
        assertThat(report.health())
                .isEqualTo(
                        new DeviceHealth(
                                Optional.of(60),
                                Optional.of(0.37),
                                Optional.of(24.0),
                                Optional.of(23),
                                Optional.of(8932),
                                Optional.of(310)));
    }

    @Test
    void readsASwift() {
        var report = parse(SWIFT).orElseThrow();

        assertThat(report.dialect()).isEqualTo("swift");
        assertThat(report.deviceId()).isEqualTo("868020035314870");
        assertThat(report.time()).contains(LocalDateTime.parse("2026-03-30T10:26:52"));
        var position = report.position().orElseThrow();
        assertThat(position.latitude()).isCloseTo(-32.935, within(1e-6));
        assertThat(position.longitude()).isCloseTo(117.16, within(1e-6));
        assertThat(report.health())
                .isEqualTo(
                        new DeviceHealth(
                                Optional.of(80),
                                Optional.of(0.77),
                                Optional.of(-21.0),
                                Optional.of(17),
                                Optional.of(260),
                                Optional.of(41)));
    }

    @Test
    void readsLinesOfAnyEndAndOrderAndAByteOrderMark() {
        var lines = WILLFINE.lines().sorted().toList();

        assertThat(parse("\uFEFF" + String.join("\r\n", lines))).isEqualTo(parse(WILLFINE));
    }

    @Test
    void readsTheCodePageOfTheMakers() {
        var report = dialects.parse(WILLFINE.getBytes(Charset.forName("GB18030"))).orElseThrow();

        assertThat(report.health().temperatureCelsius()).contains(24.0);
        assertThat(report.deviceId()).isEqualTo("861943070068027");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Battery:A
                    CSQ:99
                    CSQ:
                    SD:0M/0M
                    SD:900M/100M
                    GPS:0,0
                    GPS:95.1,200.2
                    GPS:no fix
                    Date:99/99/2026 00:00:00
                    Total:many
                    """)
    void neverRefusesAReportForAWrongField(String line) {
        var key = line.substring(0, line.indexOf(':') + 1);
        var text = WILLFINE.lines().map(l -> l.startsWith(key) ? line : l).toList();

        var report = parse(String.join("\n", text)).orElseThrow();

        assertThat(report).isNotEqualTo(parse(WILLFINE).orElseThrow());
        assertThat(report.deviceId()).isEqualTo("861943070068027");
    }

    @Test
    void keepsWithinWhatCanBe() {
        var report = parse("IMEI:861943070068027\nBattery:140%\nCSQ:55\n").orElseThrow();

        assertThat(report.health().batteryPercent()).contains(100);
        assertThat(report.health().signalCsq()).contains(31);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "IMEI:", "IMEI:../../x", "Battery:60%", "IMEI:a b"})
    void knowsNoReportWithoutADevice(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @ParameterizedTest
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"GPS:1.1", "SD:1", "GPS:N1*1'1", "Battery:", "Date:"})
    void isNotHeldUpByEndlessBlanks(String begin) {
        var text = "IMEI:861943070068027\n" + begin + " ".repeat(900_000) + "x\n";

        assertThat(parse(text)).isPresent();
    }

    private Optional<DailyReport> parse(String text) {
        return dialects.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}

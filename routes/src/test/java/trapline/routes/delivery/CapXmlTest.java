package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapXmlTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T01:12:40.987Z, 2026-03-01T01:12:40-00:00",
        "2026-03-01T04:12:40+03:00[Africa/Nairobi], 2026-03-01T04:12:40+03:00",
        "2026-03-01T04:12:40-03:30, 2026-03-01T04:12:40-03:30",
        "2026-07-01T04:12:40+01:00[Europe/London], 2026-07-01T04:12:40+01:00",
        "2026-01-01T04:12:40+00:00[Europe/London], 2026-01-01T04:12:40-00:00",
        "2026-03-01T04:12:40+05:45[Asia/Kathmandu], 2026-03-01T04:12:40+05:45"
    })
    void writesTimesWithoutFractionAndWithoutZ(String time, String written) {
        assertThat(CapXml.time(ZonedDateTime.parse(time))).isEqualTo(written);
    }

    @Test
    void leavesOutWhatXmlCannotHold() {
        assertThat(CapXml.legal("a\u0000b\u001fc\ud800d\ufffee\tf\ud83e\udd81g"))
                .isEqualTo("abcde\tf\ud83e\udd81g");
    }
}

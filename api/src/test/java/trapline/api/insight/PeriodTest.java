package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static Period period(String from, String to) {
        return new Period(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void isCoveredByTheMonthsOfTheCalendar() {
        assertThat(period("2025-12-31T23:59:59.999999Z", "2026-02-01T00:00:00Z").months())
                .containsExactly(
                        period("2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                        period("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
    }

    @Test
    void isCoveredByTheYearsThatItHoldsWhole() {
        assertThat(period("2022-12-05T00:00:00Z", "2025-02-01T00:00:01Z").months())
                .containsExactly(
                        period("2022-12-01T00:00:00Z", "2023-01-01T00:00:00Z"),
                        period("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
                        period("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
                        period("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"),
                        period("2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z"));
    }

    @Test
    void isCoveredByYears() {
        assertThat(period("2025-12-31T23:59:59Z", "2026-02-01T00:00:00Z").years())
                .containsExactly(
                        period("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                        period("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    }

    @Test
    void hasTheSamePartsAMinuteLater() {
        assertThat(period("2026-01-05T10:00:00Z", "2026-03-05T10:00:00Z").months())
                .isEqualTo(period("2026-01-05T10:01:00Z", "2026-03-05T10:01:00Z").months());
    }

    @Test
    void endsBeforeItsEnd() {
        var day = period("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z");

        assertThat(day.lastDay()).isEqualTo(day.firstDay());
        assertThatThrownBy(() -> period("2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

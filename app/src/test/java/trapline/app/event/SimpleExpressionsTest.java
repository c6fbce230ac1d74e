package trapline.app.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Free conditions, in the real language. */
class SimpleExpressionsTest {
    private static final OwnExpressions EXPRESSIONS = new OwnExpressions();
    private static final Map<String, Object> FACTS =
            Map.of(
                    "label",
                    "grey wolf",
                    "count",
                    3,
                    "confidence",
                    0.85,
                    "hour",
                    23,
                    "tags",
                    "river hill",
                    "site",
                    "North");

    @AfterAll
    static void close() {
        EXPRESSIONS.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    ${variable.count} > 2; true
                    ${variable.count} > 3; false
                    ${variable.count} >= 3; true
                    ${variable.confidence} > 0.8; true
                    ${variable.confidence} < 0.8; false
                    ${variable.label} == 'grey wolf'; true
                    ${variable.label} =~ 'Grey Wolf'; true
                    ${variable.label} == 'wolf'; false
                    ${variable.label} contains 'wolf'; true
                    ${variable.label} !contains 'wolf'; false
                    ${variable.label} startsWith 'grey'; true
                    ${variable.label} endsWith 'wolf'; true
                    ${variable.label} in 'grey wolf,fox'; true
                    ${variable.label} !in 'deer,fox'; true
                    ${variable.hour} range '20..23'; true
                    ${variable.hour} range '0..5'; false
                    ${variable.tags} contains 'river'; true
                    ${variable.count} > 2 && ${variable.confidence} > 0.8; true
                    ${variable.count} > 2 && ${variable.confidence} > 0.9; false
                    ${variable.count} > 5 || ${variable.site} == 'North'; true
                    """)
    void holdsAsWritten(String text, boolean holds) {
        assertThat(EXPRESSIONS.holds(text, FACTS)).as(text).isEqualTo(holds);
    }

    @Test
    void holdsNotWhereAFactIsAText() {
        assertThat(EXPRESSIONS.holds("${variable.label} > 5", Map.of("label", ""))).isFalse();
    }

    @Test
    void evaluatesNothingButComparisonsOfFacts() {
        assertThatThrownBy(() -> EXPRESSIONS.holds("${bean:camelContext} == 1", FACTS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

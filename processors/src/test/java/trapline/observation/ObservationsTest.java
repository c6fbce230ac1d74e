package trapline.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    deer | Deer | true
                    Canis lupus (Grey wolf) | grey wolf | true
                    Canis lupus (Grey wolf) | canis lupus | true
                    grey wolf, timber wolf, Canis lupus | Timber Wolf | true
                    grey wolf, timber wolf, Canis lupus | wolf | false
                    reindeer | deer | false
                    deer | deer mouse | false
                    """)
    void knowsALabelByAllOfItsNamesAndNoPartOfOne(String label, String written, boolean meant) {
        assertThat(Observations.means(label, written)).isEqualTo(meant);
    }
}

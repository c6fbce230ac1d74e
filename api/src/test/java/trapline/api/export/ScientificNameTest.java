package trapline.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScientificNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Canis lupus (wolf)                                        | Canis lupus      | species    | wolf
                    Canis lupus familiaris (dog)                              | Canis lupus familiaris | subspecies | dog
                    wild boar, boar, Sus scrofa                               | Sus scrofa       | species    | wild boar
                    ruffed grouse, partridge, Bonasa umbellus                 | Bonasa umbellus  | species    | ruffed grouse
                    cougar, puma, catamount, mountain lion, Felis concolor    | Felis concolor   | species    | cougar
                    x;mammalia;carnivora;canidae;vulpes;vulpes;red fox        | Vulpes vulpes    | species    | red fox
                    x;mammalia;carnivora;canidae;;;dog family                 | Canidae          | family     | dog family
                    bird                                                      | Aves             | class      | bird
                    """)
    void readsTheLatinNameOfALabel(String label, String name, String rank, String common) {
        assertThat(ScientificName.of(label))
                .hasValue(new ScientificName(name, Optional.of(rank), Optional.of(common)));
    }

    @Test
    void takesALatinNameAlone() {
        assertThat(ScientificName.of("Panthera pardus"))
                .map(ScientificName::name)
                .hasValue("Panthera pardus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wolf",
                "Boston bull, Boston terrier",
                "Airedale, Airedale terrier",
                "tabby, tabby cat",
                "motion"
            })
    void makesNoLatinNameOfACommonOne(String label) {
        assertThat(ScientificName.of(label)).isEmpty();
    }
}

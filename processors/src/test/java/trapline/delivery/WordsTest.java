package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");

    static Stream<String> languages() {
        return Words.LANGUAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasEveryPhraseWithTheSameBlanks(String language) {
        var english = Words.english().phrases();
        var other = Words.of(language).phrases();

        assertThat(other.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, phrase) ->
                        assertThat(blanks(other.get(key))).as(key).isEqualTo(blanks(phrase)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyKindOfMessageCanBeWrittenInEveryLanguage(String language) {
        var preview = new AlertPreview(new AlertTemplates(), new Vocabulary());

        assertThat(AlertTemplates.KINDS)
                .allSatisfy(
                        kind ->
                                assertThat(preview.render(kind, language))
                                        .contains("Leopard", "North Gate", "07:12")
                                        .doesNotContain("{{"));
    }

    @Test
    void fillsInWhatIsGivenAsItIs() {
        assertThat(Words.english().of("linked", Map.of("name", "<b>&amina")))
                .contains("alerts for <b>&amina.");
    }

    @Test
    void knowsNoOtherLanguage() {
        assertThatThrownBy(() -> Words.of("../en")).isInstanceOf(IllegalArgumentException.class);
    }

    private static java.util.Set<String> blanks(String phrase) {
        return BLANK.matcher(phrase)
                .results()
                .map(found -> found.group(1))
                .collect(java.util.stream.Collectors.toSet());
    }
}

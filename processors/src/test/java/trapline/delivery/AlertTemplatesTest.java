package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTemplatesTest {
    private final AlertTemplates templates = new AlertTemplates();

    @Test
    void escapesNamesForTheChannel() {
        templates.replace(Map.of("telegram", "{{x}}", "signal", "{{x}}", "plain", "{{x}}"));
        Map<String, Object> model = Map.of("x", "<b>*NG_04*</b> & co");

        assertThat(templates.render("telegram", "en", model))
                .isEqualTo("&lt;b&gt;*NG_04*&lt;/b&gt; &amp; co");
        assertThat(templates.render("signal", "en", model)).isEqualTo("<b>\\*NG_04\\*</b> & co");
        assertThat(templates.render("plain", "en", model)).isEqualTo("<b>*NG_04*</b> & co");
    }

    @Test
    void takesTheTemplateOfTheLanguageBeforeTheOneForAll() {
        templates.replace(Map.of("plain", "all", "plain.nl", "nederlands"));

        assertThat(templates.render("plain", "nl", Map.of())).isEqualTo("nederlands");
        assertThat(templates.render("plain", "fr", Map.of())).isEqualTo("all");
    }

    @Test
    void letsATemplateReachNoMethodAndNoField() {
        templates.replace(Map.of("plain", "[{{x.class}}{{x.getClass}}{{x.length}}{{class}}]"));

        assertThat(templates.render("plain", "en", new HashMap<>(Map.of("x", "text"))))
                .isEqualTo("[]");
    }

    @Test
    void saysWhatIsWrongWithATemplate() {
        assertThat(AlertTemplates.mistake("plain", "{{#facts}}")).isPresent();
        assertThat(AlertTemplates.mistake("smoke", "x")).isPresent();
        assertThat(AlertTemplates.mistake("plain.nl", "{{headline}}")).isEmpty();
    }
}

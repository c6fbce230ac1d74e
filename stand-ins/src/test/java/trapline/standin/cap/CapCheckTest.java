package trapline.standin.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document that is right, and each way in which it is not. */
class CapCheckTest {
    private static final String GOOD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>trap.north.1</identifier><sender>traps@park.example</sender>
              <sent>2026-03-01T04:12:40+03:00</sent><status>Actual</status>
              <msgType>Update</msgType><source>NG-04</source><scope>Restricted</scope>
              <restriction>Park staff only</restriction>
              <references>traps@park.example,trap.north.0,2026-03-01T04:10:00-00:00</references>
              <info><language>en</language><category>Security</category><event>Person</event>
                <responseType>Assess</responseType><urgency>Immediate</urgency>
                <severity>Severe</severity><certainty>Likely</certainty>
                <onset>2026-03-01T04:12:09+03:00</onset><headline>Person at North</headline>
                <parameter><valueName>confidence</valueName><value>0.91</value></parameter>
                <resource><resourceDesc>Person</resourceDesc><mimeType>image/jpeg</mimeType>
                  <size>12</size></resource>
                <area><areaDesc>North</areaDesc>
                  <polygon>1.0,2.0 1.0,3.0 2.0,3.0 1.0,2.0</polygon>
                  <circle>-1.591,35.439 0.5</circle></area></info>
            </alert>
            """;

    private final CapCheck check = new CapCheck();

    @Test
    void takesADocumentThatIsRight() throws Exception {
        var document = check.read(GOOD);

        assertThat(CapCheck.text(document.getDocumentElement(), "headline"))
                .hasValue("Person at North");
    }

    @ParameterizedTest(name = "{0} instead of {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-03-01T01:12:40Z             | 2026-03-01T04:12:40+03:00
                    2026-03-01T04:12:40.120+03:00    | 2026-03-01T04:12:40+03:00
                    <status>Real</status>            | <status>Actual</status>
                    <msgType>Change</msgType>        | <msgType>Update</msgType>
                    trap north 1                     | trap.north.1
                    <severity>Bad</severity>         | <severity>Severe</severity>
                    <category>Animals</category>     | <category>Security</category>
                    35.439 -1.591 0.5                | -1.591,35.439 0.5
                    <polygon>1.0,2.0 1.0,3.0</polygon> | <polygon>1.0,2.0 1.0,3.0 2.0,3.0 1.0,2.0</polygon>
                    2.0,3.0 1.0,2.5<                 | 2.0,3.0 1.0,2.0<
                    <headline></headline>            | <headline>Person at North</headline>
                    <size>big</size>                 | <size>12</size>
                    <scope>Private</scope>           | <scope>Restricted</scope>
                    <note>x</note><scope>Public</scope> | <scope>Restricted</scope>
                    cap:1.1                          | cap:1.2
                    """)
    void refusesADocumentWithAMistake(String wrong, String right) {
        var document = GOOD.replace(right, wrong);

        assertThat(document).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> check.read(document)).isInstanceOf(CapCheck.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"restriction", "references", "sender", "event", "areaDesc"})
    void refusesADocumentInWhichSomethingIsMissing(String element) {
        var document = GOOD.replaceAll("<%1$s>[^<]*</%1$s>".formatted(element), "");

        assertThatThrownBy(() -> check.read(document)).isInstanceOf(CapCheck.Invalid.class);
    }

    @Test
    void readsNoDocumentThatNamesAnother() {
        var document =
                GOOD.replaceFirst("<alert", "<!DOCTYPE alert SYSTEM \"file:///etc/passwd\"><alert");

        assertThatThrownBy(() -> check.read(document))
                .isInstanceOf(CapCheck.Invalid.class)
                .hasMessageContaining("DOCTYPE");
    }
}

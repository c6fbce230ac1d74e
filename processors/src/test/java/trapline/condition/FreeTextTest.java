package trapline.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${variable.count} > 2",
                "${variable.label} == 'wolf' && ${variable.confidence} >= 0.8",
                "${variable.label} in 'wolf,fox'",
                "${variable.hour} range '20..23' || ${variable.hour} < 5",
                "${variable.tags} contains \"river\"",
                "${variable.site} !startsWith 'North'"
            })
    void letsComparisonsThrough(String text) {
        assertThat(FreeText.check(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "${bean:accounts.all} == 'x'",
                "${bean:accounts?method=all}",
                "${ref:dataSource} != null",
                "${body}",
                "${variable.label.class} == 'x'",
                "${variable.label.getClass()} == 'x'",
                "${variable.other} == 1",
                "${variable.label[0]} == 1",
                "${env:HOME} == 'x'",
                "${sysenv.HOME} == 'x'",
                "${sys.user.home} == 'x'",
                "${camelContext.stop()} == 'x'",
                "${exchange.context} == 'x'",
                "${type:java.lang.Runtime} == 'x'",
                "${variable.label} is 'java.lang.Runtime'",
                "${variable.label} regex '(a+)+$'",
                "${variable.label} == '${bean:x}'",
                "${variable.label} == \"$simple{bean:x}\"",
                "$simple{bean:x} == 1",
                "${variable.label} == '{{env:SECRET}}'",
                "${variable.label} == '\\${bean:x}'",
                "$init{ $a := ${bean:x} }init$ ${variable.count} > 1",
                "${variable.label} == '@@x'",
                "${file:name} == 'x'",
                "${random(1,2)} == 1",
                "${resource:file:/etc/passwd} contains 'root'",
                "${variable.count} >",
                "${variable.count} > 2 &&",
                "${variable.count} > 2 ${variable.count} < 5",
                "${variable.count}++ > 2",
                "${variable.count} ~> ${bean:x}",
                "${variable.count} > 2 ? 'a' : 'b'",
                "'a' == 'b'\n&& ${bean:x} == 1"
            })
    void letsNothingElseThrough(String text) {
        assertThat(FreeText.check(text)).isNotEmpty();
    }
}

package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The console's page, which anybody may have, and what it must not become. */
@ApiTest
class ConsoleIT {
    private static final Pattern NONCE = Pattern.compile("'nonce-([\\w=-]{20,})'");

    @LocalServerPort int port;

    @Test
    void sendsThePageForEveryAddressThatABrowserOpens() {
        var browser = browser();

        for (var address : new String[] {"/", "/login", "/pictures", "/events/0198?x=1"}) {
            var answer = browser.get(address);
            assertThat(answer.status()).as(address).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(browser.cookie("JSESSIONID")).isEmpty();
    }

    @Test
    void namesANewNonceEachTimeAndAllowsNothingInlineWithoutIt() {
        var first = browser().get("/");
        var second = browser().get("/");

        var policy = first.header("Content-Security-Policy");
        assertThat(policy).doesNotContain("unsafe").contains("default-src 'none'");
        assertThat(first.text()).contains("nonce=\"" + nonce(policy) + "\"");
        assertThat(nonce(policy)).isNotEqualTo(nonce(second.header("Content-Security-Policy")));
    }

    @Test
    void leavesTheAddressesOfOtherPartsAlone() {
        var browser = browser();

        assertThat(browser.get("/api/docs").status()).isEqualTo(302);
        assertThat(browser.get("/actuator/hawtio").status()).isEqualTo(302);
        assertThat(browser.get("/assets/nothing.js").status()).isEqualTo(404);
        assertThat(new Client(port).get("/pictures").status()).isEqualTo(401);
    }

    @Test
    void letsAPersonLogInWithoutScripts() {
        var browser = browser();
        var page = browser.get("/login").text();
        var token = browser.cookie("XSRF-TOKEN").orElseThrow();

        assertThat(page).contains("name=\"_csrf\" value=\"" + token + "\"");
    }

    private Client browser() {
        return new Client(port).with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private static String nonce(String policy) {
        var nonce = NONCE.matcher(policy);
        assertThat(nonce.find()).as(policy).isTrue();
        return nonce.group(1);
    }
}

package trapline.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final ProxySelector NONE =
            ProxySelector.of(InetSocketAddress.createUnresolved("java.example.org", 1));

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://proxy.example.org:8080, proxy.example.org:8080",
        "HTTPS_PROXY, proxy.example.org:8080, proxy.example.org:8080",
        "all_proxy, http://user:secret@proxy.example.org, proxy.example.org:3128",
        "http_proxy, http://other.example.org:1, java.example.org:1"
    })
    void takesTheProxyFromTheEnvironmentElseFromJava(String name, String value, String expected) {
        var proxies = new Proxies(Map.of(name, value), NONE);

        var chosen = proxies.select(URI.create("https://models.example.org/x"));

        var address = (InetSocketAddress) chosen.get(0).address();
        assertThat(address.getHostString() + ":" + address.getPort()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://models.example.org/x, example.org",
        "https://models.example.org/x, .example.org",
        "https://models.example.org/x, 'other.org, *.example.org'",
        "https://models.example.org/x, *",
        "http://127.0.0.1:80/x, ''",
        "http://localhost/x, ''"
    })
    void asksSomeDirectly(String address, String exceptions) {
        var environment =
                Map.of(
                        "https_proxy",
                        "http://p:1",
                        "http_proxy",
                        "http://p:1",
                        "no_proxy",
                        exceptions);

        assertThat(new Proxies(environment, NONE).select(URI.create(address)))
                .containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void doesNotRepeatAWrongProxyWhichMayHoldAPassword() {
        var proxies = new Proxies(Map.of("https_proxy", "http://u:secret@pro xy:1"), NONE);

        assertThatThrownBy(() -> proxies.select(URI.create("https://example.org")))
                .hasMessageContaining("https_proxy")
                .hasMessageNotContaining("secret");
    }
}

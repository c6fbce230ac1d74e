package trapline.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Waits;

/** A model over HTTPS through a real proxy: the machine itself never reaches the server's name. */
class ProxyFetchIT {
    private static final URI MODEL = URI.create("https://models.example.org/model.onnx");
    private static final String PASSWORD = "of-a-test-key";
    private static final String USER = "Basic " + base64("ranger:s3cret");
    private static final byte[] FILE = file();
    private static final Fetch.Patience SHORT =
            new Fetch.Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    2,
                    Duration.ofMillis(1),
                    1 << 22,
                    1 << 10);

    @TempDir private Path folder;
    private SSLContext keys;
    private HttpsServer server;
    private Path target;

    @BeforeEach
    void serve() throws Exception {
        keys = keys();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys));
        server.createContext("/model.onnx", ProxyFetchIT::answer);
        server.start();
        target = folder.resolve("model.onnx");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesThroughATunnel() throws Exception {
        try (var proxy = new TunnelProxy(server.getAddress().getPort(), "")) {
            fetch(proxy.address(""));

            assertThat(target).hasBinaryContent(FILE);
            assertThat(proxy.asked().get(0)).isEqualTo("CONNECT models.example.org:443 HTTP/1.1");
        }
    }

    @Test
    void saysWhoItIsWhenTheProxyAsks() throws Exception {
        try (var proxy = new TunnelProxy(server.getAddress().getPort(), USER)) {
            fetch(proxy.address("ranger:s3cret@"));

            assertThat(target).hasBinaryContent(FILE);
        }
    }

    @Test
    void saysThatTheProxyLetsNobodyInWithoutItsPassword() throws Exception {
        try (var proxy = new TunnelProxy(server.getAddress().getPort(), USER)) {
            for (var user : List.of("ranger:wrong@", "")) {
                assertThatThrownBy(() -> fetch(proxy.address(user)))
                        .isInstanceOf(NotFetched.class)
                        .hasMessageContaining("proxy does not let us through")
                        .hasMessageNotContaining("wrong");
            }
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void goesOnWhereTheTunnelBroke() throws Exception {
        try (var proxy = new TunnelProxy(server.getAddress().getPort(), "")) {
            proxy.breakAfter(FILE.length / 2);

            fetch(proxy.address(""));

            assertThat(target).hasBinaryContent(FILE);
            assertThat(proxy.asked().stream().filter(line -> line.startsWith("CONNECT")))
                    .hasSizeGreaterThan(1);
        }
    }

    private void fetch(String proxy) throws IOException, InterruptedException {
        new Fetch(Map.of("https_proxy", proxy), SHORT, Optional.of(keys))
                .fetch(MODEL, target, Optional.empty(), (bytes, total) -> {});
    }

    /** Knows ranges, as servers of models do. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var range = exchange.getRequestHeaders().getFirst("Range");
            var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            var headers = exchange.getResponseHeaders();
            headers.set("ETag", "\"one\"");
            if (from > 0) {
                headers.set(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(from, FILE.length - 1, FILE.length));
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, FILE.length - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(FILE, from, FILE.length));
        }
    }

    /** A key for the server's name that signs itself, made by the JDK's own tool. */
    private SSLContext keys() throws Exception {
        var store = folder.resolve("keys.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                tool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=models.example.org",
                                "-ext",
                                "san=dns:models.example.org",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        Waits.success(process);
        var key = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            key.load(in, PASSWORD.toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(key, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", key.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static byte[] file() {
        var bytes = new byte[300_007];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package trapline.api.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.io.Resource;

/**
 * The one page of the console. Each time it is sent it names a new nonce, so that only the styles
 * and scripts that were sent with it count, whatever else gets into the page.
 */
class ConsolePage {
    private static final String NONCE = "__NONCE__";
    private static final String CSRF = "__CSRF__";
    private static final int NONCE_BYTES = 18;

    private static final String POLICY =
            "default-src 'none'; script-src 'self' 'nonce-%1$s'; style-src 'self' 'nonce-%1$s';"
                    + " img-src 'self' data: blob:%2$s; media-src 'self'; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private final SecureRandom random = new SecureRandom();
    private final String template;
    private final String hosts;

    /**
     * @param built the page of the bundle
     * @param instead what is sent when no console was built
     * @param tiles whose host's pictures are let in
     */
    ConsolePage(Resource built, Resource instead, MapTiles tiles) {
        hosts = tiles.host().map(host -> " " + host).orElse("");
        try {
            template =
                    (built.exists() ? built : instead).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the console's page cannot be read", e);
        }
    }

    /**
     * The page once.
     *
     * @param policy its Content-Security-Policy
     */
    record Sent(String html, String policy) {}

    /**
     * @param csrfToken for a form in the page that works without scripts
     */
    Sent send(String csrfToken) {
        var nonce = nonce();
        return new Sent(
                template.replace(NONCE, nonce).replace(CSRF, csrfToken),
                POLICY.formatted(nonce, hosts));
    }

    private String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}

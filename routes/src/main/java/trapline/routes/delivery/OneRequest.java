package trapline.routes.delivery;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * One request for each attempt. Left alone, the HTTP client repeats what was answered with 429 or
 * 503 by itself and sleeps as long as Retry-After says, with the attempt still open.
 */
public class OneRequest implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }
}

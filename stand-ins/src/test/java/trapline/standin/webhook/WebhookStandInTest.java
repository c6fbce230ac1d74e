package trapline.standin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trapline.standin.http.HttpFault;

class WebhookStandInTest {
    private final WebhookStandIn server = WebhookStandIn.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsARequestAsItArrived() throws Exception {
        assertThat(post(Duration.ofSeconds(20)).statusCode()).isEqualTo(200);

        var request = server.await(1, Duration.ofSeconds(10)).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/hook?token=x");
        assertThat(request.header("X-Test")).contains("yes");
        assertThat(request.body()).isEqualTo("{\"ä\":1}");
    }

    @Test
    void answersWithTheStatusItIsTold() throws Exception {
        server.fail(WebhookFaults.status(429, "7"), 1);

        var answer = post(Duration.ofSeconds(20));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(server.received()).isEmpty();
        assertThat(post(Duration.ofSeconds(20)).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsTheRequestThatItDoesNotAnswer() throws Exception {
        server.fail(new HttpFault.SilentAfterCommit(), 1);

        assertThatThrownBy(() -> post(Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(server.await(1, Duration.ofSeconds(10))).hasSize(1);
    }

    private HttpResponse<Void> post(Duration timeout) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.url("/hook?token=x"))
                        .header("X-Test", "yes")
                        .timeout(timeout)
                        .POST(BodyPublishers.ofString("{\"ä\":1}"))
                        .build(),
                BodyHandlers.discarding());
    }
}

package trapline.standin.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiStandInTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

    private final OpenAiStandIn model = OpenAiStandIn.start("a-key");

    @AfterEach
    void stop() {
        model.close();
    }

    @Test
    void answersWhatTheQuestionAsksForAndKeepsThePicture() throws Exception {
        var answer = ask("Is this normal? [[abnormal: a tree fell]]", "a-key");

        var said = body(answer).at("/choices/0/message/content").asText();
        assertThat(JSON.readTree(said).path("state").asText()).isEqualTo("abnormal");
        assertThat(JSON.readTree(said).path("reason").asText()).isEqualTo("a tree fell");
        assertThat(model.questions().get(0).pictures()).containsExactly(PICTURE);
        assertThat(model.requests()).isEqualTo(1);
    }

    @Test
    void letsNobodyInWithoutTheKey() throws Exception {
        var answer = ask("Is this normal?", "another");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(body(answer).at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(model.questions()).isEmpty();
    }

    @Test
    void runsOutOfQuotaWhenToldTo() throws Exception {
        model.faults().add(OpenAiFaults.all().get("429-quota"), 1);

        assertThat(body(ask("Is this normal?", "a-key")).at("/error/code").asText())
                .isEqualTo("insufficient_quota");
        assertThat(ask("Is this normal?", "a-key").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAPictureByAddress() throws Exception {
        var request =
                """
                {"model": "stand-in", "messages": [{"role": "user", "content": [
                  {"type": "image_url", "image_url": {"url": "https://example.org/a.jpg"}}]}]}
                """;

        assertThat(post(request, "a-key").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> ask(String question, String key) throws Exception {
        var data = Base64.getEncoder().encodeToString(PICTURE);
        return post(
                """
                {"model": "stand-in", "messages": [
                  {"role": "system", "content": "You grade pictures."},
                  {"role": "user", "content": [
                    {"type": "text", "text": "%s"},
                    {"type": "image_url", "image_url": {"url": "data:image/jpeg;base64,%s"}}]}]}
                """
                        .formatted(question, data),
                key);
    }

    private HttpResponse<String> post(String body, String key) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(model.url() + "/chat/completions"))
                                .header("Authorization", "Bearer " + key)
                                .timeout(Duration.ofSeconds(20))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}

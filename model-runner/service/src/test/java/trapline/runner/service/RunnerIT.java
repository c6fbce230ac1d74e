package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static trapline.runner.service.RunningService.jpeg;
import static trapline.runner.service.RunningService.json;
import static trapline.runner.service.RunningService.reason;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.runner.Picture;
import trapline.runner.RawPixels;

/** Every way to send a picture, over real HTTP, through small models made here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunnerIT {
    private static final String SHA = "ab" + "cd" + "0".repeat(60);
    private static final String KEY = "ab/cd/" + SHA;
    private static final int LIMIT = 200_000;

    @TempDir private static Path folder;
    private RunningService service;

    @BeforeAll
    void start() throws IOException {
        var models = new TestModels(folder.resolve("models"));
        models.detector("1");
        models.classifier("4");
        var blob = folder.resolve("blobs").resolve(KEY);
        Files.createDirectories(blob.getParent());
        Files.write(blob, jpeg(320, 240));
        Files.write(folder.resolve("secret"), jpeg(64, 64));
        var link = folder.resolve("blobs/ab/cd/abcd" + "1".repeat(60));
        Files.createSymbolicLink(link, folder.resolve("secret"));
        service =
                new RunningService(
                        models.folder,
                        "--trapline.runner.blobs=" + folder.resolve("blobs"),
                        "--trapline.runner.limits.picture-size=" + LIMIT + "B",
                        "--trapline.runner.limits.pixels=1000000");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void findsWhatIsOnAPictureAndSaysWhichModelFoundItAndHowLongItTook() {
        var answer = json(service.post("/v1/detect", jpeg(640, 640)));

        assertThat(answer.at("/picture/width").asInt()).isEqualTo(640);
        assertThat(answer.at("/detector/name").asText()).isEqualTo("finder");
        assertThat(answer.at("/detector/version").asText()).isEqualTo("1");
        var found = answer.at("/detections/0");
        assertThat(found.get("category").asText()).isEqualTo("animal");
        assertThat(found.get("confidence").asDouble()).isCloseTo(0.9, within(1e-6));
        assertThat(found.at("/bbox/0").asDouble()).isCloseTo(0.25, within(1e-6));
        assertThat(found.at("/bbox/2").asDouble()).isCloseTo(0.5, within(1e-6));
        assertThat(found.has("classifications")).isFalse();
        assertThat(answer.has("classifier")).isFalse();
        assertThat(answer.at("/millis/decode").asDouble()).isPositive();
        assertThat(answer.at("/millis/infer").asDouble()).isPositive();
    }

    @Test
    void namesTheAnimalsOfAnAnalysis() {
        var answer = json(service.post("/v1/analyze", jpeg(640, 480)));

        assertThat(answer.at("/classifier/name").asText()).isEqualTo("namer");
        assertThat(answer.at("/classifier/version").asText()).isEqualTo("4");
        assertThat(answer.at("/detections/0/classifications/0/label").asText()).isEqualTo("wolf");
        assertThat(answer.at("/detections/0/classifications/0/confidence").asDouble())
                .isCloseTo(0.7, within(1e-6));
    }

    @Test
    void leavesOutWhatIsNotSureEnough() {
        var unsure = json(service.post("/v1/analyze?minConfidence=0.95", jpeg(64, 64)));
        var unnamed = json(service.post("/v1/analyze?nameFrom=0.95", jpeg(64, 64)));

        assertThat(unsure.get("detections")).isEmpty();
        assertThat(unnamed.get("detections")).hasSize(1);
        assertThat(unnamed.at("/detections/0").has("classifications")).isFalse();
    }

    @Test
    void addsASmallPictureWhenItIsWanted() throws IOException {
        var answer = json(service.post("/v1/detect?preview=100", jpeg(640, 480)));

        var preview = Base64.getDecoder().decode(answer.get("preview").asText());
        var image = ImageIO.read(new ByteArrayInputStream(preview));
        assertThat(image.getWidth()).isEqualTo(100);
        assertThat(image.getHeight()).isEqualTo(75);
    }

    @Test
    void namesEachBoxInItsOrder() {
        var answer =
                json(service.post("/v1/classify?box=0.1,0.2,0.3,0.4&box=0,0,1,1", jpeg(64, 64)));

        assertThat(answer.get("crops")).hasSize(2);
        assertThat(answer.at("/crops/0/bbox/1").asDouble()).isEqualTo(0.2);
        assertThat(answer.at("/crops/1/classifications/0/label").asText()).isEqualTo("wolf");
        assertThat(answer.at("/classifier/version").asText()).isEqualTo("4");
    }

    @Test
    void namesTheWholePictureWhenNoBoxIsGiven() {
        var answer = json(service.post("/v1/classify", jpeg(64, 64)));

        assertThat(answer.at("/crops/0/bbox").toString()).isEqualTo("[0.0,0.0,1.0,1.0]");
    }

    @Test
    void takesAPictureAsAPartOfAForm() throws IOException {
        var body = new ByteArrayOutputStream();
        var head =
                """
                --cut
                Content-Disposition: form-data; name="picture"; filename="a.jpg"
                Content-Type: image/jpeg

                """;
        body.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        body.write(jpeg(300, 200));
        body.write("\r\n--cut--\r\n".getBytes(StandardCharsets.US_ASCII));

        var answer =
                service.send(
                        service.request("/v1/detect")
                                .header("Content-Type", "multipart/form-data; boundary=cut")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/picture/height").asInt()).isEqualTo(200);
    }

    @Test
    void takesAPictureFromTheBlobStoreByItsKey() {
        var answer = service.postJson("/v1/detect", "{\"blobKey\": \"%s\"}".formatted(KEY));
        var named =
                service.postJson(
                        "/v1/classify",
                        "{\"blobKey\": \"%s\", \"boxes\": [[0, 0, 0.5, 0.5]]}".formatted(KEY));

        assertThat(json(answer).at("/picture/width").asInt()).isEqualTo(320);
        assertThat(json(named).at("/crops/0/bbox/2").asDouble()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "ab/cd/../../../secret",
                "/etc/passwd",
                "file:///etc/passwd",
                "http://127.0.0.1:1/a.jpg",
                "ab/ce/abcd000000000000000000000000000000000000000000000000000000000000",
                "ab/cd/abcd000000000000000000000000000000000000000000000000000000000000.x.jpg",
                ""
            })
    void takesNothingElseForAKey(String key) {
        var answer = service.postJson("/v1/detect", "{\"blobKey\": \"%s\"}".formatted(key));

        assertThat(reason(answer)).isEqualTo("400 bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void doesNotFollowALinkOutOfTheBlobStoreNorFindWhatIsNotThere(String digit) {
        var key = "ab/cd/abcd" + digit.repeat(60);

        var answer = service.postJson("/v1/detect", "{\"blobKey\": \"%s\"}".formatted(key));

        assertThat(reason(answer)).isEqualTo("404 unknown-blob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"blobKey\": 7, \"url\": \"http://example.org\"}",
                "{\"blobKey\": null}",
                "[1]",
                "not json"
            })
    void saysWhatTheJsonMustBe(String body) {
        assertThat(reason(service.postJson("/v1/detect", body))).isEqualTo("400 bad-request");
    }

    @Test
    void namesWhatIsWrongWithAPicture() {
        var cut = Arrays.copyOf(jpeg(300, 300), 40);

        assertThat(reason(service.post("/v1/detect", new byte[0]))).isEqualTo("422 empty");
        assertThat(reason(service.post("/v1/detect", "hello".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("422 not-a-picture");
        assertThat(reason(service.post("/v1/detect", cut))).isEqualTo("422 broken-picture");
        assertThat(reason(service.post("/v1/detect", RunningService.encode(1001, 1000, "png"))))
                .isEqualTo("422 too-many-pixels");
        assertThat(reason(service.post("/v1/detect", new byte[LIMIT + 1])))
                .isEqualTo("413 too-large");
    }

    @Test
    void takesABodyWhoseLengthNobodyTold() {
        var rows = Collections.nCopies(250, new byte[250 * 3]);

        var answer =
                service.send(
                        service.request("/v1/detect")
                                .header("Content-Type", RawPixels.TYPE + ";width=250;height=250")
                                .POST(HttpRequest.BodyPublishers.ofByteArrays(rows)));

        assertThat(json(answer).at("/picture/width").asInt()).isEqualTo(250);
    }

    @Test
    void takesPlainPixelsAsTheyAre() {
        var pixels = new Picture(200, 100, new byte[200 * 100 * 3], false);

        var answer = json(service.postPixels("/v1/analyze", pixels));

        assertThat(answer.at("/picture/width").asInt()).isEqualTo(200);
        assertThat(answer.at("/picture/height").asInt()).isEqualTo(100);
        assertThat(answer.at("/detections/0/classifications/0/label").asText()).isEqualTo("wolf");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.trapline.rgb, 300, 400 bad-request",
        "application/vnd.trapline.rgb;width=10, 300, 400 bad-request",
        "application/vnd.trapline.rgb;width=10;height=ten, 300, 400 bad-request",
        "application/vnd.trapline.rgb;width=10;height=0, 300, 400 bad-request",
        "application/vnd.trapline.rgb;width=-10;height=-10, 300, 400 bad-request",
        "application/vnd.trapline.rgb;width=2000000000;height=3, 300, 400 bad-request",
        "application/vnd.trapline.rgb;width=10;height=10, 299, 422 broken-picture",
        "application/vnd.trapline.rgb;width=10;height=10, 301, 422 broken-picture",
        "application/vnd.trapline.rgb;width=10;height=10, 0, 422 empty",
        "application/vnd.trapline.rgb;width=65535;height=65535, 300, 422 too-many-pixels",
        "application/vnd.trapline.rgb;width=300;height=300, 270000, 413 too-large"
    })
    void refusesPlainPixelsThatAreNotAsTold(String type, int bytes, String reason) {
        assertThat(reason(service.post("/v1/detect", type, new byte[bytes]))).isEqualTo(reason);
    }

    @Test
    void refusesABodyThatGrowsTooLargeWithoutHavingSaidSo() {
        var answer =
                service.send(
                        service.request("/v1/detect")
                                .header("Content-Type", "image/jpeg")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArrays(
                                                Collections.nCopies(300, new byte[1000]))));

        assertThat(reason(answer)).isEqualTo("413 too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/detect?minConfidence=2",
                "/v1/detect?minConfidence=NaN",
                "/v1/detect?minConfidence=much",
                "/v1/detect?preview=5",
                "/v1/detect?preview=100000",
                "/v1/analyze?nameFrom=-1",
                "/v1/classify?box=1,2",
                "/v1/classify?box=0.5,0.5,0.6,0.1",
                "/v1/classify?box=0,0,a,1",
                "/v1/classify?box=0,0,NaN,1"
            })
    void refusesParametersThatMakeNoSense(String path) {
        assertThat(reason(service.post(path, jpeg(64, 64)))).isEqualTo("400 bad-request");
    }

    @Test
    void saysHowToSendAPictureInsteadOfAForm() {
        var answer =
                service.send(
                        service.request("/v1/detect")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(jpeg(64, 64))));

        assertThat(reason(answer)).isEqualTo("415 unsupported-body");
    }

    @Test
    void answersProblemDetailsForWhatIsNotThere() {
        assertThat(service.get("/v2/anything").statusCode()).isEqualTo(404);
        assertThat(service.get("/v1/detect").statusCode()).isEqualTo(405);
        assertThat(json(service.get("/v1/detect")).get("status").asInt()).isEqualTo(405);
    }

    @Test
    void listsItsModels() {
        var answer = json(service.get("/v1/models"));

        assertThat(answer.get("problems")).isEmpty();
        var detector = answer.at("/models/0");
        assertThat(detector.get("name").asText()).isEqualTo("finder");
        assertThat(detector.get("task").asText()).isEqualTo("detect");
        assertThat(detector.get("engine").asText()).isEqualTo("onnxruntime");
        assertThat(detector.get("device").asText()).isNotBlank();
        assertThat(detector.get("licence").asText()).isEqualTo("MIT");
        assertThat(detector.get("state").asText()).isEqualTo("in-use");
        assertThat(answer.at("/models/1/labels").asInt()).isEqualTo(3);
    }

    @Test
    void showsItsHealthAndItsMetrics() {
        service.post("/v1/analyze", jpeg(64, 64));
        service.post("/v1/detect", new byte[0]);

        assertThat(service.get("/actuator/health").body()).contains("UP");
        assertThat(service.get("/actuator/prometheus").body())
                .contains("trapline_runner_seconds_bucket")
                .contains("phase=\"decode\"")
                .contains("phase=\"preprocess\"")
                .contains("phase=\"infer\"")
                .contains("phase=\"postprocess\"")
                .contains("model=\"finder\"")
                .contains("trapline_runner_queue_depth")
                .contains("trapline_runner_batch_size")
                .containsPattern("trapline_runner_rejected_total\\{[^}]*reason=\"empty\"");
    }
}

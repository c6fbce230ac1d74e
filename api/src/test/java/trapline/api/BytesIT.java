package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class BytesIT {
    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

    @LocalServerPort int port;
    @Autowired World world;

    private String secret;
    private UUID north;
    private UUID capture;
    private String original;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        var account = world.member("ada@example.org", north, Role.ADMIN);
        secret = world.key(north, Role.ADMIN, account);
        capture =
                world.capture(
                        north,
                        world.camera(north, "ridge"),
                        Instant.parse("2026-02-01T12:00:00Z"),
                        BYTES);
        original = "/api/captures/" + capture + "/original";
    }

    @Test
    void handsOutAnOriginalThatNothingTakesForMoreThanAPicture() {
        var answer = ada().get(original);

        assertThat(answer.bytes()).isEqualTo(BYTES);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
        assertThat(answer.header("Cache-Control")).contains("private").contains("no-cache");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("inline; filename=\"capture-%s.jpg\"".formatted(capture));
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
    }

    @Test
    void doesNotSendAgainWhatTheCallerHas() {
        var etag = ada().get(original).header("ETag");

        var again = ada().with("If-None-Match", etag).get(original);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    @Test
    void asksForRightsBeforeItSaysNotModified() {
        var etag = ada().get(original).header("ETag");

        assertThat(new Client(port).with("If-None-Match", etag).get(original).status())
                .isEqualTo(401);
    }

    @Test
    void sendsThePartThatIsAskedFor() {
        var part = ada().with("Range", "bytes=2-4").get(original);
        var end = ada().with("Range", "bytes=-3").get(original);

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("234");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(part.header("ETag")).isNotEmpty();
        assertThat(end.text()).isEqualTo("789");
    }

    @Test
    void refusesAPartThatIsNotThere() {
        assertThat(ada().with("Range", "bytes=50-60").get(original).status()).isEqualTo(416);
    }

    @Test
    void sendsAllToWhoHasAPartOfAnotherFile() {
        var etag = ada().get(original).header("ETag");

        var same = ada().with("Range", "bytes=2-4").with("If-Range", etag).get(original);
        var other = ada().with("Range", "bytes=2-4").with("If-Range", "\"other\"").get(original);

        assertThat(same.status()).isEqualTo(206);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.bytes()).isEqualTo(BYTES);
    }

    @Test
    void answersHeadWithoutTheBytes() {
        var answer = ada().send("HEAD", original, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    void handsOutATypeThatCouldRunAsADownload() {
        world.jdbc().sql("update capture set media_type = 'text/html'").update();

        var answer = ada().get(original);

        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void handsOutPicturesMadeFromItWithAnETagOfTheirOwn() {
        var thumbnail = ada().get("/api/captures/" + capture + "/thumbnail");

        assertThat(thumbnail.text()).isEqualTo("thumbnail " + capture);
        assertThat(thumbnail.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(
                        ada().with("If-None-Match", thumbnail.header("ETag"))
                                .get("/api/captures/" + capture + "/thumbnail")
                                .status())
                .isEqualTo(304);
    }

    @Test
    void handsOutAFileInQuarantineOnlyAsADownload() {
        var file = world.quarantined(north, "<script>".getBytes(StandardCharsets.UTF_8));

        var answer = ada().get("/api/quarantine/" + file + "/bytes");

        assertThat(answer.text()).isEqualTo("<script>");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
    }

    private Client ada() {
        return new Client(port).withKey(secret);
    }
}

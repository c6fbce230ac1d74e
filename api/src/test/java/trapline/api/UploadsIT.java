package trapline.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;
import trapline.testing.Pictures;
import trapline.testing.TestExif;

@ApiTest
class UploadsIT {
    private static final String TUS = "Tus-Resumable";
    private static final String PIECE = "application/offset+octet-stream";

    @LocalServerPort int port;
    @Autowired World world;

    private UUID ridge;
    private Client anja;
    private long seed;

    @BeforeEach
    void clear() {
        world.clear();
        var north = world.project("north");
        ridge = world.camera(north, "ridge");
        var account = world.member("anja@example.org", north, Role.ANALYST);
        anja = new Client(port).withKey(world.key(north, Role.ANALYST, account));
    }

    @Test
    void takesAPictureInPiecesAsBacklogOfTheChosenCamera() {
        var picture = picture("2026:02:01 10:00:00");
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");
        var link = begin(card, "DCIM/100EK113/A.JPG", picture);

        var half = picture.length / 2;
        assertThat(piece(link, 0, Arrays.copyOf(picture, half)).status()).isEqualTo(204);
        assertThat(anja.send("HEAD", link, new byte[0], TUS, "1.0.0").header("Upload-Offset"))
                .isEqualTo(String.valueOf(half));
        assertThat(world.jdbc().sql("select count(*) from capture").query(Integer.class).single())
                .isZero();
        var last = piece(link, half, Arrays.copyOfRange(picture, half, picture.length));

        assertThat(last.status()).as(last.text()).isEqualTo(204);
        assertThat(last.header("Upload-Offset")).isEqualTo(String.valueOf(picture.length));
        var row =
                world.jdbc().sql("select camera_id, origin, path from capture").query().singleRow();
        assertThat(row)
                .containsEntry("camera_id", ridge)
                .containsEntry("origin", "backlog")
                .containsEntry("path", "DCIM/100EK113/A.JPG");
        assertThat(anja.get("/api/cards/" + card).json().get("files").get("taken").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesAPieceThatBeginsElsewhereOrIsNotWhatWasSent() throws NoSuchAlgorithmException {
        var picture = picture("2026:02:01 10:00:00");
        var link = begin(card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}"), "a.jpg", picture);

        assertThat(piece(link, 7, new byte[] {1}).status()).isEqualTo(409);
        var wrong =
                anja.send(
                        "PATCH",
                        link,
                        new byte[] {1, 2},
                        TUS,
                        "1.0.0",
                        "Content-Type",
                        PIECE,
                        "Upload-Offset",
                        "0",
                        "Upload-Checksum",
                        "sha1 " + base64(sha("SHA-1", new byte[] {9})));
        assertThat(wrong.status()).isEqualTo(460);
        assertThat(anja.send("HEAD", link, new byte[0], TUS, "1.0.0").header("Upload-Offset"))
                .isEqualTo("0");
        var right =
                anja.send(
                        "PATCH",
                        link,
                        new byte[] {1, 2},
                        TUS,
                        "1.0.0",
                        "Content-Type",
                        PIECE,
                        "Upload-Offset",
                        "0",
                        "Upload-Checksum",
                        "sha1 " + base64(sha("SHA-1", new byte[] {1, 2})));
        assertThat(right.status()).isEqualTo(204);
        assertThat(piece(link, 2, new byte[picture.length]).status()).isEqualTo(400);
    }

    @Test
    void saysBeforehandWhichFilesTheCameraHasSent() throws NoSuchAlgorithmException {
        var picture = picture("2026:02:01 10:00:00");
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");
        piece(begin(card, "a.jpg", picture), 0, picture);
        var known = HexFormat.of().formatHex(sha("SHA-256", picture));
        var unknown = "0".repeat(64);

        var answer =
                anja.post(
                        "/api/cards/%s/known".formatted(card),
                        "{\"sha256\": [\"%s\", \"%s\"]}".formatted(known, unknown));

        assertThat(answer.json().get("known")).hasSize(1);
        assertThat(answer.json().get("known").get(0).asText()).isEqualTo(known);
        piece(begin(card, "again.jpg", picture), 0, picture);
        assertThat(anja.get("/api/cards/" + card).json().get("files").get("known").asInt())
                .isEqualTo(1);
    }

    @Test
    void correctsTheClockOfTheCameraAndKeepsWhatItSaid() {
        var picture = picture("2010:01:01 08:00:00");
        var card =
                card(
                        "{\"cameraId\": \"%s\", \"name\": \"card 1\", \"zone\": \"UTC\", \"clockShiftSeconds\": 507340800}");

        piece(begin(card, "a.jpg", picture), 0, picture);

        var row =
                world.jdbc()
                        .sql("select captured_at, captured_raw, time_flags from capture")
                        .query(
                                (one, number) ->
                                        List.of(
                                                one.getObject("captured_at", OffsetDateTime.class)
                                                        .toInstant(),
                                                one.getString("captured_raw"),
                                                one.getString("time_flags")))
                        .single();
        assertThat(row.get(0))
                .isEqualTo(Instant.parse("2010-01-01T08:00:00Z").plusSeconds(507340800));
        assertThat(row.get(1)).isEqualTo("2010:01:01 08:00:00");
        assertThat(row.get(2)).asString().contains("clock-corrected");
    }

    @Test
    void setsAsideWhatIsNoPictureAndSaysWhy() {
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");
        var bytes = "MZ this is a program".getBytes(UTF_8);

        assertThat(piece(begin(card, "../../etc/a.exe", bytes), 0, bytes).status()).isEqualTo(204);

        var file = anja.get("/api/cards/%s/files".formatted(card)).json().get(0);
        assertThat(file.get("state").asText()).isEqualTo("set-aside");
        assertThat(file.get("path").asText()).isEqualTo("etc/a.exe");
        assertThat(file.get("reason").asText()).isNotEmpty();
    }

    @Test
    void takesNoArchivesAndNothingTooLarge() {
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");

        assertThat(created(card, "all.zip", 100, "").status()).isEqualTo(400);
        assertThat(created(card, "a.jpg", 1L << 40, "").status()).isEqualTo(400);
        assertThat(created(UUID.randomUUID(), "a.jpg", 10, "").status()).isEqualTo(404);
    }

    @Test
    void unpacksNothingThatIsCalledAPictureAndIsAnArchive() throws IOException {
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("../../DCIM/a.jpg"));
            zip.write(new byte[10 << 20]);
        }

        var bytes = bomb.toByteArray();
        assertThat(piece(begin(card, "a.jpg", bytes), 0, bytes).status()).isEqualTo(204);

        var file = anja.get("/api/cards/%s/files".formatted(card)).json().get(0);
        assertThat(file.get("state").asText()).isEqualTo("set-aside");
        assertThat(count("capture")).isZero();
    }

    @Test
    void decodesNoPictureThatSaysItIsLargerThanAnyCamerasIs() {
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");
        var png = png(65_000, 65_000);

        assertThat(piece(begin(card, "bomb.png", png), 0, png).status()).isEqualTo(204);

        var file = anja.get("/api/cards/%s/files".formatted(card)).json().get(0);
        assertThat(file.get("state").asText()).isEqualTo("set-aside");
        assertThat(file.get("reason").asText()).contains("pixels");
    }

    @Test
    void takesNoMoreBytesThanWereAnnouncedHoweverTheyArePacked() {
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");
        var link = begin(card, "a.jpg", new byte[10]);

        var answer =
                anja.send(
                        "PATCH",
                        link,
                        new byte[1 << 20],
                        TUS,
                        "1.0.0",
                        "Content-Type",
                        PIECE,
                        "Content-Encoding",
                        "gzip",
                        "Upload-Offset",
                        "0");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(anja.send("HEAD", link, new byte[0], TUS, "1.0.0").header("Upload-Offset"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/cron.d/a.jpg",
                "/etc/cron.d/a.jpg",
                "..\\..\\windows\\a.jpg",
                "DCIM/../../a.jpg",
                "a\u0000/../b.jpg",
                "%2e%2e/%2e%2e/a.jpg"
            })
    void writesAFileNowhereButInItsOwnPlaceWhateverItIsCalled(String path) {
        var picture = picture("2026:02:01 10:00:00");
        var card = card("{\"cameraId\": \"%s\", \"name\": \"card 1\"}");

        assertThat(piece(begin(card, path, picture), 0, picture).status()).isEqualTo(204);

        var kept = world.jdbc().sql("select path, blob_key from capture").query().singleRow();
        assertThat(kept.get("path").toString().split("/")).doesNotContain("..", "");
        assertThat(kept.get("blob_key").toString()).matches("[0-9a-z/.]+").doesNotContain("..");
        assertThat(Path.of("/etc/cron.d/a.jpg")).doesNotExist();
    }

    private long count(String what) {
        return world.jdbc().sql("select count(*) from " + what).query(Long.class).single();
    }

    /** A header that promises this many pixels, and next to no data. */
    private static byte[] png(int width, int height) {
        var chunks = new ByteArrayOutputStream();
        chunks.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        chunk(chunks, "IHDR", header.array());
        chunk(chunks, "IDAT", new byte[] {0x78, (byte) 0x9c, 0x03, 0, 0, 0, 0, 1});
        chunk(chunks, "IEND", new byte[0]);
        return chunks.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        var crc = new CRC32();
        crc.update(type.getBytes(UTF_8));
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(type.getBytes(UTF_8));
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private byte[] picture(String time) {
        return Pictures.withExif(
                Pictures.jpeg(64, 48, ++seed), TestExif.of("TRAPS", "T1").taken(time));
    }

    private UUID card(String body) {
        var answer = anja.post("/api/cards", body.formatted(ridge));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.json().get("cardId").asText());
    }

    private String begin(UUID card, String path, byte[] bytes) {
        var answer = created(card, path, bytes.length, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.header("Location");
    }

    private Client.Answer created(UUID card, String path, long length, String more) {
        return anja.send(
                "POST",
                "/api/uploads",
                new byte[0],
                TUS,
                "1.0.0",
                "Upload-Length",
                String.valueOf(length),
                "Upload-Metadata",
                "card %s,path %s%s"
                        .formatted(
                                base64(card.toString().getBytes(UTF_8)),
                                base64(path.getBytes(UTF_8)),
                                more));
    }

    private Client.Answer piece(String link, long offset, byte[] bytes) {
        return anja.send(
                "PATCH",
                link,
                bytes,
                TUS,
                "1.0.0",
                "Content-Type",
                PIECE,
                "Upload-Offset",
                String.valueOf(offset));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }
}

package trapline.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    private static final int SIZE = 300_007;
    private static final byte[] FILE = bytes(1);
    private static final Fetch.Patience SHORT =
            new Fetch.Patience(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofMillis(1),
                    1 << 20,
                    1 << 10);

    @TempDir Path folder;

    private final List<Long> shown = new ArrayList<>();
    private MoodyServer server;
    private Path target;

    @BeforeEach
    void serve() throws IOException {
        server = new MoodyServer(FILE);
        target = folder.resolve("model.onnx");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void fetchesAFileAndShowsHowFarItIs() throws Exception {
        var hash = fetch(Optional.of(sha256(FILE)));

        assertThat(target).hasBinaryContent(FILE);
        assertThat(hash).isEqualTo(sha256(FILE));
        assertThat(shown).isSorted().startsWith(0L).endsWith((long) SIZE);
        assertOnly("model.onnx");
    }

    @Test
    void takesABrokenConnectionUpWhereItBroke() throws Exception {
        for (var i = 0; i < 12; i++) {
            server.next(MoodyServer.cutAfter(20_000));
        }

        fetch(Optional.of(sha256(FILE)));

        assertThat(target).hasBinaryContent(FILE);
        assertThat(server.requests().get(1)).containsEntry("range", "bytes=20000-");
        assertThat(server.requests()).hasSize(13);
    }

    @Test
    void goesOnInALaterCallAfterGivingUp() throws Exception {
        server.next(MoodyServer.cutAfter(100_000));
        for (var i = 0; i < 3; i++) {
            server.next(MoodyServer.cutAfter(0));
        }
        assertThatThrownBy(() -> fetch(Optional.of(sha256(FILE))))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("try again later to go on");
        assertThat(target).doesNotExist();
        var arrived = Files.size(folder.resolve("model.onnx.part"));

        fetch(Optional.of(sha256(FILE)));

        assertThat(arrived).isEqualTo(100_000);
        assertThat(target).hasBinaryContent(FILE);
        assertThat(server.requests().get(4)).containsEntry("range", "bytes=100000-");
    }

    @Test
    void beginsAnewWhenTheServerIgnoresRanges() throws Exception {
        server.next(MoodyServer.cutAfter(50_000));
        server.next(MoodyServer.ignoringRanges(90_000));
        server.next(MoodyServer.ignoringRanges(SIZE));

        fetch(Optional.of(sha256(FILE)));

        assertThat(target).hasBinaryContent(FILE);
        assertOnly("model.onnx");
    }

    @Test
    void doesNotPutTwoVersionsTogether() throws Exception {
        server.next(MoodyServer.cutAfter(100_000));
        for (var i = 0; i < 3; i++) {
            server.next(MoodyServer.cutAfter(0));
        }
        assertThatThrownBy(() -> fetch(Optional.empty())).isInstanceOf(NotFetched.class);
        var other = bytes(2);
        server.exchange(other, "\"two\"");

        fetch(Optional.empty());

        assertThat(target).hasBinaryContent(other);
        assertThat(server.requests().get(4)).containsEntry("if-range", "\"one\"");
    }

    @Test
    void refusesAndRemovesAFileWithAnotherHash() throws Exception {
        assertThatThrownBy(() -> fetch(Optional.of(sha256(bytes(3)))))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("was removed")
                .hasMessageContaining(sha256(FILE))
                .hasMessageContaining(sha256(bytes(3)));

        assertOnly();
    }

    @Test
    void leavesAnOlderFileUntilTheNewOneIsWhole() throws Exception {
        Files.writeString(target, "the older one");

        assertThatThrownBy(() -> fetch(Optional.of(sha256(bytes(3))))).isNotNull();

        assertThat(target).hasContent("the older one");
    }

    @Test
    void saysThatThereIsNoSuchFile() throws Exception {
        server.next(MoodyServer.status(404));

        assertThatThrownBy(() -> fetch(Optional.empty()))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("no file at http://127.0.0.1")
                .hasMessageContaining("404");

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void asksAgainWhenTheServerIsBusy() throws Exception {
        server.next(MoodyServer.status(503));
        server.next(MoodyServer.status(429, "Retry-After: 0"));

        fetch(Optional.of(sha256(FILE)));

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void doesNotTakeAShorterFileThanWasPromised() throws Exception {
        for (var i = 0; i < 20; i++) {
            server.next(MoodyServer.promising(SIZE + 10));
        }

        assertThatThrownBy(() -> fetch(Optional.empty())).isInstanceOf(NotFetched.class);

        assertThat(target).doesNotExist();
    }

    @Test
    void doesNotPutAPartInTheWrongPlace() throws Exception {
        server.next(MoodyServer.cutAfter(50_000));
        server.next(MoodyServer.fromTheWrongPlace());

        fetch(Optional.of(sha256(FILE)));

        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void goesOnWhenNothingComesForTooLong() throws Exception {
        server.next(MoodyServer.stuckAfter(70_000));

        new Fetch(Map.of(), impatient())
                .fetch(server.address(), target, Optional.of(sha256(FILE)), this::show);

        assertThat(target).hasBinaryContent(FILE);
        assertThat(server.requests()).hasSizeGreaterThan(1);
        assertThat(shown).isSorted();
    }

    @Test
    void takesAFileThatComesInTinyPieces() throws Exception {
        server.next(MoodyServer.inTinyPieces());

        fetch(Optional.of(sha256(FILE)));

        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void needsNothingMoreWhenEverythingHadArrived() throws Exception {
        Files.write(folder.resolve("model.onnx.part"), FILE);

        fetch(Optional.of(sha256(FILE)));

        assertThat(target).hasBinaryContent(FILE);
        assertOnly("model.onnx");
    }

    @Test
    void followsRedirectsWithinThisMachine() throws Exception {
        server.next(MoodyServer.status(302, "Location: /elsewhere"));

        fetch(Optional.of(sha256(FILE)));

        assertThat(server.requests().get(1).get("")).startsWith("GET /elsewhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/file",
                "file:///etc/passwd",
                "ftp://127.0.0.1/file",
                "https://user:secret@example.org/file",
                "::"
            })
    void followsNoRedirectToAnUnsafePlace(String place) {
        server.next(MoodyServer.status(302, "Location: " + place));

        assertThatThrownBy(() -> fetch(Optional.empty()))
                .isInstanceOf(NotFetched.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void givesUpARedirectThatNeverEnds() {
        for (var i = 0; i < 20; i++) {
            server.next(MoodyServer.status(302, "Location: /again"));
        }

        assertThatThrownBy(() -> fetch(Optional.empty()))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("without end");
    }

    @Test
    void fetchesOnlyByTls() {
        assertThatThrownBy(
                        () ->
                                new Fetch(Map.of(), SHORT)
                                        .fetch(
                                                URI.create("http://example.org/x?token=secret"),
                                                target,
                                                Optional.empty(),
                                                (bytes, total) -> {}))
                .hasMessageContaining("https://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        server.exchange(new byte[(1 << 20) + 1], "\"large\"");

        assertThatThrownBy(() -> fetch(Optional.empty())).hasMessageContaining("larger than 1 MB");

        assertThat(target).doesNotExist();
    }

    @Test
    void saysBeforehandWhenThereIsTooLittleRoom() {
        var greedy =
                new Fetch.Patience(
                        SHORT.connect(),
                        SHORT.answer(),
                        SHORT.stall(),
                        3,
                        SHORT.pause(),
                        1 << 20,
                        Long.MAX_VALUE / 2);

        assertThatThrownBy(
                        () ->
                                new Fetch(Map.of(), greedy)
                                        .fetch(
                                                server.address(),
                                                target,
                                                Optional.empty(),
                                                (bytes, total) -> {}))
                .hasMessageContaining("too little room");
    }

    @Test
    void saysWhenTheServerIsAway() throws Exception {
        var address = server.address();
        server.close();

        assertThatThrownBy(
                        () ->
                                new Fetch(Map.of(), SHORT)
                                        .fetch(
                                                address,
                                                target,
                                                Optional.empty(),
                                                (bytes, total) -> {}))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("could not be fetched");
    }

    private String fetch(Optional<String> sha256) throws Exception {
        return new Fetch(Map.of(), SHORT).fetch(server.address(), target, sha256, this::show);
    }

    private void show(long bytes, OptionalLong total) {
        shown.add(bytes);
        server.arrived(bytes);
    }

    /** Waits only a moment for the next bytes. */
    private static Fetch.Patience impatient() {
        return new Fetch.Patience(
                SHORT.connect(),
                SHORT.answer(),
                Duration.ofMillis(500),
                8,
                SHORT.pause(),
                SHORT.mostBytes(),
                SHORT.spareBytes());
    }

    private void assertOnly(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(names);
        }
    }

    private static byte[] bytes(int seed) {
        var bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

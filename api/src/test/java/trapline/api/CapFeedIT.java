package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class CapFeedIT {
    private static final String FEED = "/api/cap/warnings/feed.atom";

    @LocalServerPort int port;
    @Autowired World world;

    private UUID north;
    private String secret;

    @BeforeEach
    void clear() {
        world.clear();
        north = world.project("north");
        secret = world.key(north, Role.VIEWER, world.member("ada@example.org", north, Role.ADMIN));
    }

    @Test
    void listsTheDocumentsOfTheKeysProjectNewestFirst() {
        var south = world.project("south");
        var now = world.clock().instant();
        var older = world.capDocument(north, now.minusSeconds(60));
        var newer = world.capDocument(north, now);
        var others = world.capDocument(south, now);

        var answer = reader().get(FEED);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
        assertThat(answer.text())
                .contains("<title>Leopard &amp; cub at &lt;North&gt;</title>")
                .contains("https://trapline.example.org/api/cap/warnings/%s.xml".formatted(newer))
                .contains("<cap:severity>Minor</cap:severity>")
                .doesNotContain(others.toString())
                .containsSubsequence(newer.toString(), older.toString());
    }

    @Test
    void answersShortlyWhenNothingIsNew() {
        world.capDocument(north, world.clock().instant());
        var etag = reader().get(FEED).header("ETag");

        var again = reader().with("If-None-Match", etag).get(FEED);
        world.capDocument(north, world.clock().instant());
        var changed = reader().with("If-None-Match", etag).get(FEED);

        assertThat(again.status()).isEqualTo(304);
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void goesOnOnTheNextPage() {
        var all = new ArrayList<UUID>();
        for (var i = 0; i < 51; i++) {
            all.add(world.capDocument(north, world.clock().instant().minusSeconds(i)));
        }

        var first = reader().get(FEED).text();
        var second = reader().get(FEED + "?after=" + all.get(49)).text();

        assertThat(first).contains("rel=\"next\"", "?after=" + all.get(49));
        assertThat(first).doesNotContain(all.get(50).toString());
        assertThat(second).contains(all.get(50).toString()).doesNotContain("rel=\"next\"");
    }

    @Test
    void leavesOutWhatHasRunOutButStillHandsItOut() {
        var old = world.capDocument(north, world.clock().instant().minusSeconds(7200));

        assertThat(reader().get(FEED).text()).doesNotContain(old.toString());
        var document = reader().get("/api/cap/warnings/%s.xml".formatted(old));
        assertThat(document.header("Content-Type")).startsWith("application/cap+xml");
        assertThat(document.text()).isEqualTo("<alert>%s</alert>".formatted(old));
    }

    @Test
    void knowsNoFeedOfAnotherKindOfChannel() {
        assertThat(reader().get("/api/cap/mail/feed.atom").status()).isEqualTo(404);
        assertThat(reader().get("/api/cap/none/feed.atom").status()).isEqualTo(404);
    }

    private Client reader() {
        return new Client(port).withKey(secret);
    }
}

package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.delivery.SignedLinks;

/** The links to pictures in notifications: who has one sees that picture, and can do nothing. */
@ApiTest
class PictureLinksIT {
    @LocalServerPort int port;
    @Autowired World world;
    @Autowired SignedLinks links;

    private UUID capture;
    private String link;
    private Client nobody;

    @BeforeEach
    void anAlert() {
        world.clear();
        var project = world.project("north");
        var camera = world.camera(project, "ridge");
        var now = world.clock().instant();
        capture = world.capture(project, camera, now, new byte[] {1});
        var event = world.event(project, camera, now, capture);
        var alert = world.alert(project, event, capture, camera);
        var delivery = world.delivery(project, alert, "ranger@example.org", "accepted");
        link = "/answers/" + links.code(SignedLinks.Purpose.PICTURE, delivery);
        nobody = new Client(port);
    }

    @Test
    void showThePictureAsTheChannelMayShowIt() {
        var answer = nobody.get(link);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(capture + " without [person, vehicle]");
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void acknowledgeAndUnsubscribeNothing() {
        assertThat(nobody.post(link, "").status()).isEqualTo(404);

        assertThat(world.jdbc().sql("select state from event").query(String.class).list())
                .containsExactly("open");
    }

    @Test
    void areTooOldAfterTwoDays() {
        world.clock().advance(Duration.ofDays(3));

        assertThat(nobody.get(link).status()).isEqualTo(404);
    }
}

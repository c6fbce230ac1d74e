package trapline.standin.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxPageTest {
    private static final String MAIL =
            """
            From: Trapline <alerts@example.org>
            Subject: Fox <script>alert(1)</script>
            Content-Type: multipart/alternative; boundary="outer"

            --outer
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            A fox & a b=C3=A4r =
            here
            --outer
            Content-Type: multipart/related; boundary=inner

            --inner
            Content-Type: text/html; charset=UTF-8

            <html><head><title>x</title></head><body><img src="cid:img1" alt="Fox"></body></html>
            --inner
            Content-Type: image/jpeg
            Content-ID: <img1>
            Content-Transfer-Encoding: base64

            /9j/
            --inner--
            --outer--
            """
                    .replace("\n", "\r\n");

    private final SmtpStandIn server = SmtpStandIn.start();
    private final InboxPage page = InboxPage.start(server, 0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        page.close();
        server.close();
    }

    @Test
    void listsWhatCameWithEveryWordEscaped() throws Exception {
        receive();

        var list = get("");

        assertThat(list.body())
                .contains("Fox &lt;script&gt;alert(1)&lt;/script&gt;", "/mail/1")
                .doesNotContain("<script>");
    }

    @Test
    void showsAMailInAFrameThatCanRunNothing() throws Exception {
        receive();

        var shown = get("mail/1");
        var html = get("mail/1/html");

        assertThat(shown.body())
                .contains(
                        "<iframe",
                        "sandbox=\"",
                        "src=\"/mail/1/html\"",
                        "A fox &amp; a b\u00e4r here");
        assertThat(html.body())
                .contains("src=\"data:image/jpeg;base64,/9j/\"", "<base target=\"_blank\">");
        assertThat(html.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "sandbox")
                .doesNotContain("allow-scripts");
    }

    @Test
    void showsTheSourceAsItCame() throws Exception {
        receive();

        assertThat(get("mail/1/source").body()).isEqualTo(MAIL);
    }

    @Test
    void switchesFaultsOnAndOff() throws Exception {
        assertThat(post("fault=UNKNOWN_USER_550&times=1")).isEqualTo(303);
        assertThatThrownBy(this::receive).hasMessageContaining("550");
        receive();

        assertThat(post("fault=NONE_SUCH")).isEqualTo(400);
        assertThat(server.taken()).isEqualTo(1);
    }

    private int post(String form) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(page.url().resolve("_faults"))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void knowsNoOtherMail() throws Exception {
        assertThat(get("mail/7").statusCode()).isEqualTo(404);
        assertThat(get("etc/passwd").statusCode()).isEqualTo(404);
    }

    @Test
    void answersOnlyWhoAsksForThisMachineByName() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            var request = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421");
        }
    }

    private void receive() throws IOException {
        try (var sender = new SmtpClient(server.port())) {
            sender.send(MAIL.stripTrailing());
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(page.url().resolve(path)).build(), BodyHandlers.ofString());
    }
}

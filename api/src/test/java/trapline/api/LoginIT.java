package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Accounts;
import trapline.api.access.Role;

@ApiTest
class LoginIT {
    @LocalServerPort int port;
    @Autowired World world;
    @Autowired Accounts accounts;

    @BeforeEach
    void clear() {
        world.clear();
        world.member("vera@example.org", world.project("north"), Role.VIEWER);
    }

    @Test
    void answersALoginWithASessionThatScriptsCannotReadAndOtherSitesDoNotSend() {
        var vera = new Client(port);

        var answer = login(vera, "Vera@Example.org", PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/projects/0/role").asText()).isEqualTo("viewer");
        var session =
                answer.response().headers().allValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith("JSESSIONID"))
                        .findFirst();
        assertThat(session).get().asString().contains("HttpOnly").contains("SameSite=Lax");
        assertThat(vera.get("/api/me").json().get("name").asText()).isEqualTo("vera@example.org");
    }

    @Test
    void takesAPasswordWithEachRequestWithoutBeginningASession() {
        var vera = new Client(port).withBasic("vera@example.org", PASSWORD);

        assertThat(vera.get("/api/me").status()).isEqualTo(200);
        assertThat(vera.cookie("JSESSIONID")).isEmpty();
        assertThat(vera.post("/api/projects", "{\"name\": \"mine\"}").status()).isEqualTo(403);
    }

    @Test
    void endsTheSessionAtLogout() {
        var vera = new Client(port);
        login(vera, "vera@example.org", PASSWORD);

        assertThat(vera.post("/api/logout", "").status()).isEqualTo(204);

        assertThat(vera.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void saysTheSameToAWrongPasswordAnUnknownAddressAndADisabledAccount() {
        var disabled = world.member("dora@example.org", world.project("north"), Role.VIEWER);
        accounts.disable(disabled.accountId());

        var wrong = login(new Client(port), "vera@example.org", "wrong password");
        var unknown = login(new Client(port), "nobody@example.org", PASSWORD);
        var dora = login(new Client(port), "dora@example.org", PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(dora.text()).isEqualTo(wrong.text());
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(dora.status()).isEqualTo(401);
    }

    @Test
    void locksAnAccountAfterTooManyWrongPasswordsAndOpensItAgain() {
        for (var i = 0; i < 10; i++) {
            assertThat(login(new Client(port), "vera@example.org", "wrong" + i).status())
                    .isEqualTo(401);
        }

        var locked = login(new Client(port), "vera@example.org", PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 300);
        assertThat(new Client(port).withBasic("vera@example.org", PASSWORD).get("/api/me").status())
                .isEqualTo(429);

        world.clock().advance(Duration.ofMinutes(5));
        assertThat(login(new Client(port), "vera@example.org", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void locksAnUnknownAccountJustTheSame() {
        for (var i = 0; i < 10; i++) {
            login(new Client(port), "nobody@example.org", "wrong" + i);
        }

        assertThat(login(new Client(port), "nobody@example.org", "wrong").status()).isEqualTo(429);
    }

    @Test
    void locksAnAddressThatGuessesAcrossAccounts() {
        for (var i = 0; i < 50; i++) {
            login(new Client(port), "user%d@example.org".formatted(i), "wrong password");
        }

        assertThat(login(new Client(port), "vera@example.org", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void keepsLettingInWhoHasProvenThePasswordWhileOthersGuess() {
        var vera = new Client(port).withBasic("vera@example.org", PASSWORD);
        assertThat(vera.get("/api/me").status()).isEqualTo(200);

        for (var i = 0; i < 10; i++) {
            login(new Client(port), "vera@example.org", "wrong" + i);
        }

        assertThat(vera.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void endsOlderSessionsWhenThePasswordChanges() {
        var here = new Client(port);
        var there = new Client(port);
        login(here, "vera@example.org", PASSWORD);
        login(there, "vera@example.org", PASSWORD);

        var change =
                "{\"current\": \"%s\", \"password\": \"another password\"}".formatted(PASSWORD);
        assertThat(here.post("/api/me/password", change).status()).isEqualTo(204);

        assertThat(there.get("/api/me").status()).isEqualTo(401);
        assertThat(login(there, "vera@example.org", PASSWORD).status()).isEqualTo(401);
        assertThat(login(there, "vera@example.org", "another password").status()).isEqualTo(200);
    }

    @Test
    void takesAwayRightsAtOnce() {
        var north = world.project("north");
        var vera = new Client(port);
        login(vera, "vera@example.org", PASSWORD);
        assertThat(vera.get("/api/projects/" + north).status()).isEqualTo(200);

        var account = accounts.find("vera@example.org").orElseThrow();
        accounts.revoke(account.accountId(), north);
        assertThat(vera.get("/api/projects/" + north).status()).isEqualTo(404);

        accounts.disable(account.accountId());
        assertThat(vera.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void refusesAChangeByCookieWithoutTheToken() {
        var vera = new Client(port);
        login(vera, "vera@example.org", PASSWORD);

        vera.with("X-XSRF-TOKEN", "wrong");
        var refused = vera.post("/api/logout", "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").asText()).contains("XSRF-TOKEN");
        assertThat(vera.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void refusesAChangeThatAnotherSiteMadeABrowserSendWithAPassword() {
        var vera =
                new Client(port)
                        .withBasic("vera@example.org", PASSWORD)
                        .with("Sec-Fetch-Site", "cross-site");

        assertThat(vera.post("/api/logout", "").status()).isEqualTo(403);
    }

    @Test
    void neverAsksABrowserForBasic() {
        assertThat(new Client(port).get("/api/captures").header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"Trapline\"");
    }

    @Test
    void sendsAPersonToTheLoginPageAndBack() {
        var browser = new Client(port).with("Accept", "text/html,application/xhtml+xml");

        var sent = browser.get("/api/docs");
        assertThat(sent.status()).isEqualTo(302);
        assertThat(sent.header("Location")).endsWith("/login?next=%2Fapi%2Fdocs");
        assertThat(browser.get("/login").text()).contains("password");
        assertThat(browser.cookie("JSESSIONID")).isEmpty();
    }

    @Test
    void doesNotTakeALoginAsAForm() {
        var form = new Client(port).with("Content-Type", "application/x-www-form-urlencoded");

        assertThat(form.send("POST", "/api/login", null).status()).isEqualTo(415);
    }

    private static Client.Answer login(Client client, String email, String password) {
        return client.post(
                "/api/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }
}

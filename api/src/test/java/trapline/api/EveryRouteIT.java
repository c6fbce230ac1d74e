package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.api.World.PASSWORD;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import trapline.api.access.Role;
import trapline.delivery.SignedLinks;

/** Walks every address with every kind of caller. What is not in the table fails the test. */
@ApiTest
class EveryRouteIT {
    private static final List<String> CALLERS =
            List.of(
                    "anonymous",
                    "viewer",
                    "analyst",
                    "admin",
                    "viewer key",
                    "analyst key",
                    "admin key",
                    "other admin",
                    "other admin key",
                    "server admin");

    /** One line an address; the numbers stand under the callers above. */
    private static final String TABLE =
            """
            GET    /api/me                                401 200 200 200 200 200 200 200 200 200
            POST   /api/me/password                       401 400 400 400 400 400 400 400 400 400
            GET    /api/projects                          401 200 200 200 200 200 200 200 200 200
            POST   /api/projects                          401 403 403 403 403 403 403 403 403 400
            GET    /api/projects/{project}                401 200 200 200 200 200 200 404 404 200
            GET    /api/projects/{project}/members        401 403 403 200 403 403 403 404 404 200
            GET    /api/projects/{project}/members/sites  401 403 403 200 403 403 403 404 404 200
            PUT    /api/projects/{project}/members/{email} 401 403 403 404 403 403 403 404 404 404
            DELETE /api/projects/{project}/members/{email} 401 403 403 404 403 403 403 404 404 404
            GET    /api/projects/{project}/privacy        401 200 200 200 200 200 200 404 404 200
            GET    /api/projects/{project}/retention      401 403 403 200 403 403 200 404 404 200
            PUT    /api/projects/{project}/retention      401 400 400 400 400 400 400 400 400 400
            POST   /api/projects/{project}/retention/dry-run 401 400 400 400 400 400 400 400 400 400
            PUT    /api/projects/{project}/privacy        401 400 400 400 400 400 400 400 400 400
            GET    /api/audit                             401 403 403 200 403 403 200 200 200 200
            GET    /api/exports                           401 200 200 200 200 200 200 200 200 200
            POST   /api/exports                           401 400 400 400 400 400 400 400 400 400
            GET    /api/exports/{export}                  401 404 404 200 404 404 200 404 404 200
            GET    /api/exports/{export}/file             401 404 404 404 404 404 404 404 404 404
            DELETE /api/exports/{export}                  401 404 404 204 404 404 204 404 404 204
            GET    /api/cards                             401 403 200 200 403 200 200 200 200 200
            POST   /api/cards                             401 400 400 400 400 400 400 400 400 400
            GET    /api/cards/{card}                      401 403 200 200 403 200 200 404 404 200
            GET    /api/cards/{card}/files                401 403 200 200 403 200 200 404 404 200
            POST   /api/cards/{card}/known                401 400 400 400 400 400 400 400 400 400
            OPTIONS /api/uploads                          401 204 204 204 204 204 204 204 204 204
            POST   /api/uploads                           401 412 412 412 412 412 412 412 412 412
            HEAD   /api/uploads/{upload}                  401 403 200 200 403 200 200 404 404 200
            PATCH  /api/uploads/{upload}                  401 415 415 415 415 415 415 415 415 415
            DELETE /api/uploads/{upload}                  401 403 204 204 403 204 204 404 404 204
            GET    /api/projects/{project}/invitations    401 403 403 200 403 403 403 404 404 200
            POST   /api/projects/{project}/invitations    401 400 400 400 400 400 400 400 400 400
            DELETE /api/projects/{project}/invitations/{invitation} 401 403 403 204 403 403 403 404 404 204
            POST   /api/join                              400 400 400 400 400 400 400 400 400 400
            POST   /api/join/look                         400 400 400 400 400 400 400 400 400 400
            POST   /api/password/forgotten                400 400 400 400 400 400 400 400 400 400
            POST   /api/password/reset                    400 400 400 400 400 400 400 400 400 400
            POST   /api/token                             400 400 400 400 400 400 400 400 400 400
            POST   /api/token/refresh                     400 400 400 400 400 400 400 400 400 400
            POST   /api/token/end                         400 400 400 400 400 400 400 400 400 400
            POST   /api/me/totp                           401 400 400 400 400 400 400 400 400 400
            POST   /api/me/totp/confirm                   401 400 400 400 400 400 400 400 400 400
            POST   /api/me/totp/end                       401 400 400 400 400 400 400 400 400 400
            GET    /api/users                             401 403 403 403 403 403 403 403 403 200
            POST   /api/users                             401 403 403 403 403 403 403 403 403 400
            DELETE /api/users/{nobody}                    401 403 403 403 403 403 403 403 403 404
            GET    /api/keys                              401 403 403 200 403 403 403 200 403 200
            POST   /api/keys                              401 400 400 400 400 400 400 400 400 400
            DELETE /api/keys/{key}                        401 403 403 204 403 403 403 404 403 204
            GET    /api/now                               401 200 200 200 200 200 200 200 200 200
            GET    /api/captures                          401 200 200 200 200 200 200 200 200 200
            POST   /api/captures/rerun                    401 403 200 200 403 200 200 200 200 200
            GET    /api/captures/{capture}                401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/neighbours     401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/original       401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/thumbnail      401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/preview        401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/crops/{detection} 401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{otherCapture}/crops/{detection} 401 404 404 404 404 404 404 404 404 404
            GET    /api/captures/{capture}/review         401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/review/history 401 200 200 200 200 200 200 404 404 200
            PUT    /api/captures/{capture}/review/observations 401 403 200 200 403 200 200 404 404 200
            DELETE /api/captures/{capture}/review/observations 401 403 200 200 403 200 200 404 404 200
            PATCH  /api/captures/{capture}/review         401 403 200 200 403 200 200 404 404 200
            PUT    /api/captures/{capture}/like           401 200 200 200 200 200 200 404 404 200
            DELETE /api/captures/{capture}/like           401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/burst          401 200 200 200 200 200 200 404 404 200
            GET    /api/captures/{capture}/why            401 403 200 200 403 200 200 404 404 200
            POST   /api/captures/actions                  401 403 200 200 403 200 200 200 200 200
            GET    /api/species                           401 200 200 200 200 200 200 200 200 200
            GET    /api/tags                              401 200 200 200 200 200 200 200 200 200
            POST   /api/events/{event}/merge              401 403 404 404 403 404 404 404 404 404
            POST   /api/events/{event}/split              401 403 409 409 403 409 409 404 404 409
            GET    /api/insights/species                          401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/timeline                         401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/activity                         401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/effort                           401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/accumulation                     401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/occupancy                        401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/confusion                        401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/groups                           401 200 200 200 200 200 200 200 200 200
            GET    /api/insights/map                              401 200 200 200 200 200 200 200 200 200
            GET    /api/map                               401 200 200 200 200 200 200 200 200 200
            GET    /api/deployments                       401 200 200 200 200 200 200 200 200 200
            POST   /api/cameras/{camera}/deployments/{nobody}/undo 401 403 403 404 403 403 404 404 404 404
            GET    /api/cameras/{camera}/health           401 200 200 200 200 200 200 404 404 200
            GET    /api/cameras/{camera}/updates          401 200 200 200 200 200 200 404 404 200
            GET    /api/cameras/{camera}/maintenance      401 200 200 200 200 200 200 404 404 200
            POST   /api/cameras/{camera}/maintenance      401 403 201 201 403 201 201 404 404 201
            DELETE /api/cameras/{camera}/maintenance/{nobody} 401 403 404 404 403 404 404 404 404 404
            GET    /api/cameras/{camera}/reference        401 204 204 204 204 204 204 404 404 204
            PUT    /api/cameras/{camera}/reference        401 403 400 400 403 400 400 404 404 400
            DELETE /api/cameras/{camera}/reference        401 403 204 204 403 204 204 404 404 204
            GET    /api/cameras/{camera}/clock-repairs    401 200 200 200 200 200 200 404 404 200
            POST   /api/cameras/{camera}/clock-repairs    401 403 403 409 403 403 409 404 404 409
            POST   /api/cameras/{camera}/clock-repairs/{nobody}/undo 401 403 403 409 403 403 409 404 404 409
            POST   /api/camera-profiles/explain           401 403 200 200 403 200 200 200 200 200
            GET    /api/cameras                           401 200 200 200 200 200 200 200 200 200
            GET    /api/cameras/{camera}                  401 200 200 200 200 200 200 404 404 200
            PATCH  /api/cameras/{camera}                  401 403 403 200 403 403 200 404 404 200
            POST   /api/cameras/{camera}/approve          401 403 403 200 403 403 200 404 404 200
            GET    /api/events                            401 200 200 200 200 200 200 200 200 200
            GET    /api/events/{event}                    401 200 200 200 200 200 200 404 404 200
            GET    /api/events/{event}/history            401 200 200 200 200 200 200 404 404 200
            POST   /api/events/{event}/acknowledge        401 403 200 200 403 200 200 404 404 200
            POST   /api/events/{event}/close              401 403 200 200 403 200 200 404 404 200
            POST   /api/events/{event}/reopen             401 403 200 200 403 200 200 404 404 200
            PATCH  /api/events/{event}                    401 403 200 200 403 200 200 404 404 200
            GET    /api/alerts                            401 200 200 200 200 200 200 200 200 200
            GET    /api/alerts/{alert}                    401 200 200 200 200 200 200 404 404 200
            GET    /api/deliveries                        401 200 200 200 200 200 200 200 200 200
            GET    /api/deliveries/{delivery}             401 200 200 200 200 200 200 404 404 200
            POST   /api/deliveries/{delivery}/redrive     401 403 202 202 403 202 202 404 404 202
            GET    /api/rules                             401 200 200 200 200 200 200 200 200 200
            POST   /api/rules                             401 400 400 400 400 400 400 400 400 400
            GET    /api/rules/wolves                      401 403 403 200 403 403 200 404 404 200
            PUT    /api/rules/wolves                      401 400 400 400 400 400 400 400 400 400
            DELETE /api/rules/wolves?version=1            401 403 403 204 403 403 204 404 404 204
            POST   /api/rules/dry-run                     401 400 400 400 400 400 400 400 400 400
            GET    /api/rules/wolves/dry-run              401 403 403 200 403 403 200 404 404 200
            GET    /api/deliveries/{delivery}/message     401 403 200 200 403 200 200 404 404 200
            POST   /api/deliveries/{delivery}/redirect    401 403 403 202 403 403 202 404 404 202
            POST   /api/deliveries/redrive                401 403 202 202 403 202 202 202 202 202
            GET    /api/parking                           401 200 200 200 200 200 200 200 200 200
            PUT    /api/parking                           401 403 403 403 403 403 403 403 403 400
            GET    /api/channels                          401 403 403 403 403 403 403 403 403 200
            GET    /api/channels/{channel}                401 403 403 403 403 403 403 403 403 200
            POST   /api/channels/{channel}/links          401 403 403 403 403 403 403 403 403 400
            GET    /api/channels/preview                  401 403 403 403 403 403 403 403 403 200
            GET    /api/cap/{warnings}/feed.atom          401 200 200 200 200 200 200 200 200 200
            GET    /api/cap/{warnings}/{document}.xml     401 200 200 200 200 200 200 404 404 200
            GET    /api/cap/{warnings}/{document}.jpg     401 200 200 200 200 200 200 404 404 200
            GET    /api/push                              401 200 200 200 200 200 200 200 200 200
            GET    /api/push/subscriptions                401 200 200 200 403 403 403 200 403 200
            POST   /api/push/subscriptions                401 400 400 400 400 400 400 400 400 400
            DELETE /api/push/subscriptions/{nobody}       401 404 404 404 403 403 403 404 403 404
            GET    /api/hooks/{channel}                   403 403 403 403 403 403 403 403 403 403
            POST   /api/hooks/{channel}                   404 404 404 404 404 404 404 404 404 404
            GET    /answers/{code}                        200 200 200 200 200 200 200 200 200 200
            POST   /answers/{code}                        200 200 200 200 200 200 200 200 200 200
            GET    /api/quarantine                        401 403 200 200 403 200 200 200 200 200
            GET    /api/quarantine/{quarantine}           401 403 200 200 403 200 200 404 404 200
            GET    /api/quarantine/{quarantine}/bytes     401 403 403 200 403 403 200 404 404 200
            POST   /api/quarantine/{quarantine}/reprocess 401 403 200 200 403 200 200 404 404 200
            GET    /api/failed-jobs                       401 403 200 200 403 200 200 200 200 200
            GET    /api/failed-jobs/{job}                 401 403 200 200 403 200 200 404 404 200
            POST   /api/failed-jobs/{job}/redrive         401 403 202 202 403 202 202 404 404 202
            POST   /api/failed-jobs/redrive               401 400 400 400 400 400 400 400 400 400
            GET    /api/stages                            401 403 403 403 403 403 403 403 403 200
            GET    /api/flows                             401 403 403 403 403 403 403 403 403 200
            GET    /api/admin/about                       401 403 403 403 403 403 403 403 403 200
            GET    /api/admin/health                      401 403 403 403 403 403 403 403 403 200
            GET    /api/admin/disk                        401 403 403 403 403 403 403 403 403 200
            GET    /api/admin/models                      401 403 403 403 403 403 403 403 403 200
            GET    /api/admin/log                         401 403 403 403 403 403 403 403 403 200
            GET    /api/admin/backups                     401 403 403 403 403 403 403 403 403 200
            POST   /api/channels/{channel}/test           401 403 403 403 403 403 403 403 403 400
            GET    /api/config                            401 403 403 403 403 403 403 403 403 200
            GET    /api/config/files                      401 403 403 403 403 403 403 403 403 200
            GET    /api/config/file?path=nothing.yaml     401 403 403 403 403 403 403 403 403 404
            GET    /api/config/schemas/{schema}              401 200 200 200 200 200 200 200 200 200
            POST   /api/config/check                      401 400 400 400 400 400 400 400 400 400
            POST   /api/config/changes                    401 400 400 400 400 400 400 400 400 400
            GET    /api/config/changes                    401 403 403 403 403 403 403 403 403 200
            GET    /api/config/changes/{version}          401 403 403 403 403 403 403 403 403 404
            POST   /api/config/changes/{version}/roll-back 401 403 403 403 403 403 403 403 403 404
            GET    /api/config/editors                    401 403 403 403 403 403 403 403 403 200
            PUT    /api/config/editors/{nobody}           401 403 403 403 403 403 403 403 403 404
            DELETE /api/config/editors/{nobody}           401 403 403 403 403 403 403 403 403 204
            GET    /api/docs                              401 302 302 302 302 302 302 302 302 302
            GET    /api/swagger-ui/index.html             401 200 200 200 200 200 200 200 200 200
            GET    /api/openapi                           401 200 200 200 200 200 200 200 200 200
            GET    /api/openapi.yaml                      401 200 200 200 200 200 200 200 200 200
            GET    /api/openapi/swagger-config            401 200 200 200 200 200 200 200 200 200
            GET    /api/nothing                           401 404 404 404 404 404 404 404 404 404
            GET    /actuator                              401 403 403 403 403 403 403 403 403 200
            GET    /actuator/info                         401 403 403 403 403 403 403 403 403 200
            GET    /actuator/metrics                      401 403 403 403 403 403 403 403 403 200
            GET    /actuator/hawtio                       401 403 403 403 403 403 403 403 403 404
            GET    /actuator/jolokia                      401 403 403 403 403 403 403 403 403 404
            GET    /actuator/prometheus                   401 403 403 403 403 403 200 403 200 200
            GET    /actuator/health                       200 200 200 200 200 200 200 200 200 200
            GET    /nothing                               401 403 403 403 403 403 403 403 403 403
            POST   /api/logout                            401 204 204 204 204 204 204 204 204 204
            """;

    @LocalServerPort int port;
    @Autowired World world;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired SignedLinks links;

    private final Map<String, String> codes = new LinkedHashMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private UUID north;
    private UUID south;

    @BeforeEach
    void people() {
        world.clear();
        clients.clear();
        north = world.project("north");
        south = world.project("south");
        clients.put("anonymous", new Client(port));
        for (var role : Role.values()) {
            var account = world.member(role.id() + "@example.org", north, role);
            clients.put(role.id(), loggedIn(account.email()));
            clients.put(
                    role.id() + " key", new Client(port).withKey(world.key(north, role, account)));
        }
        var other = world.member("other@example.org", south, Role.ADMIN);
        clients.put("other admin", loggedIn(other.email()));
        clients.put(
                "other admin key", new Client(port).withKey(world.key(south, Role.ADMIN, other)));
        clients.put("server admin", loggedIn(world.serverAdmin("root@example.org").email()));
    }

    @Test
    void answersEachCallerWithWhatTheyMaySee() {
        var softly = new SoftAssertions();
        for (var line : TABLE.lines().toList()) {
            var words = line.split("\\s+");
            for (var i = 0; i < CALLERS.size(); i++) {
                var caller = CALLERS.get(i);
                var path = filled(words[1]);
                var answer = clients.get(caller).send(words[0], path, body(words[0], words[1]));
                softly.assertThat(answer.status())
                        .as("%s %s as %s: %s", words[0], words[1], caller, shortened(answer))
                        .isEqualTo(Integer.parseInt(words[2 + i]));
                if (answer.status() >= 400) {
                    softly.assertThat(answer.header("Content-Type"))
                            .as("%s %s as %s", words[0], words[1], caller)
                            .startsWith("application/problem+json");
                }
                softly.assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                softly.assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
                softly.assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            }
        }
        softly.assertAll();
    }

    @Test
    void answersNobodyWhoseKeyHasExpired() {
        var account = world.member("late@example.org", north, Role.ADMIN);
        var late = new Client(port).withKey(world.expiredKey(north, account));
        var softly = new SoftAssertions();
        for (var line : TABLE.lines().toList()) {
            var words = line.split("\\s+");
            if (words[1].startsWith("/answers/") || words[1].startsWith("/api/hooks/")) {
                continue;
            }

            var answer = late.send(words[0], filled(words[1]), body(words[0], words[1]));

            softly.assertThat(answer.status()).as("%s %s", words[0], words[1]).isEqualTo(401);
        }
        softly.assertAll();
    }

    @Test
    void knowsEveryAddressOfTheApi() {
        var inTable = new TreeSet<String>();
        TABLE.lines()
                .map(line -> line.split("\\s+"))
                .forEach(
                        words ->
                                inTable.add(
                                        words[0]
                                                + " "
                                                + words[1].replaceAll("\\?.*", "")
                                                        .replace("/wolves", "/{}")
                                                        .replaceAll("\\{\\w+}", "{}")));
        var served = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach(
                        (mapping, method) -> {
                            if (!method.getBeanType().getPackageName().startsWith("trapline.api")) {
                                return;
                            }
                            for (var verb : mapping.getMethodsCondition().getMethods()) {
                                for (var path : mapping.getPatternValues()) {
                                    served.add(verb + " " + path.replaceAll("\\{\\w+}", "{}"));
                                }
                            }
                        });
        served.remove("POST /api/login");
        // Has a test of its own: its answer does not end.
        served.remove("GET /api/live");

        assertThat(inTable).containsAll(served);
        assertThat(served).hasSizeGreaterThan(30);
    }

    @Test
    void listsOnlyWhatBelongsToTheCallersProjects() {
        var here = things(north);
        var there = things(south);

        for (var list :
                List.of(
                        "captures",
                        "cameras",
                        "events",
                        "alerts",
                        "deliveries",
                        "quarantine",
                        "failed-jobs")) {
            var mine = clients.get("analyst").get("/api/" + list).text();
            assertThat(mine).contains(here.get(singular(list)).toString());
            assertThat(mine).doesNotContain(there.get(singular(list)).toString());
            assertThat(mine).doesNotContain(south.toString());
            assertThat(
                            clients.get("analyst key")
                                    .get("/api/%s?project=%s".formatted(list, south))
                                    .json()
                                    .get("items"))
                    .isEmpty();
            var all = clients.get("server admin").get("/api/" + list).text();
            assertThat(all)
                    .contains(here.get(singular(list)).toString())
                    .contains(there.get(singular(list)).toString());
        }
    }

    @Test
    void redrivesInBulkOnlyTheCallersOwn() {
        var here = things(north);
        var there = things(south);

        var answer =
                clients.get("analyst")
                        .post("/api/failed-jobs/redrive", "{\"stage\": \"detected\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("redriven").asInt()).isEqualTo(1);
        assertThat(status("analyst", "/api/failed-jobs/" + here.get("job"))).isEqualTo(404);
        assertThat(status("other admin", "/api/failed-jobs/" + there.get("job"))).isEqualTo(200);
    }

    @Test
    void showsAddressesInFullOnlyToAdmins() {
        var here = things(north);
        var path = "/api/alerts/" + here.get("alert");

        assertThat(clients.get("admin").get(path).text()).contains("ranger@example.org");
        assertThat(clients.get("analyst").get(path).text())
                .contains("r***@example.org")
                .doesNotContain("ranger@");
    }

    private int status(String caller, String path) {
        return clients.get(caller).get(path).status();
    }

    private Client loggedIn(String email) {
        var client = new Client(port);
        var login = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        assertThat(client.post("/api/login", login).status()).isEqualTo(200);
        return client;
    }

    /** Each request gets things of its own, so that none finds what another has used up. */
    private String filled(String path) {
        if (!path.contains("{")) {
            return path;
        }
        var filled = path;
        var things = things(north);
        filled = filled.replace("{code}", codes.get(things.get("delivery").toString()));
        for (var thing : things.entrySet()) {
            filled = filled.replace("{" + thing.getKey() + "}", thing.getValue().toString());
        }
        return filled.replace("{project}", north.toString())
                .replace("{channel}", "mail")
                .replace("{warnings}", "warnings")
                .replace("{email}", "nobody@example.org")
                .replace("{schema}", "rules")
                .replace("{version}", "999999")
                .replace("{nobody}", UUID.randomUUID().toString());
    }

    private Map<String, UUID> things(UUID project) {
        var things = new LinkedHashMap<String, UUID>();
        var bytes = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var camera = world.camera(project, UUID.randomUUID().toString());
        var capture = world.capture(project, camera, world.clock().instant(), bytes);
        var run = world.run(capture, "finder", world.clock().instant());
        var event = world.event(project, camera, world.clock().instant(), capture);
        var alert = world.alert(project, event, capture, camera);
        things.put("camera", camera);
        things.put("capture", capture);
        things.put(
                "otherCapture",
                world.capture(project, camera, world.clock().instant(), new byte[] {1}));
        things.put("detection", world.detection(run, capture, 0, "animal", 0.9));
        things.put("event", event);
        things.put("alert", alert);
        things.put("delivery", world.delivery(project, alert, "ranger@example.org", "failed"));
        codes.put(
                things.get("delivery").toString(),
                links.code(SignedLinks.Purpose.ACKNOWLEDGE, things.get("delivery")));
        things.put("document", world.capDocument(project, world.clock().instant()));
        things.put("quarantine", world.quarantined(project, bytes));
        things.put("job", world.failedJob(project, capture, "detected"));
        things.put("key", world.keyId(project));
        things.put("invitation", world.invitation(project));
        things.put("card", world.card(project, camera));
        things.put("upload", world.upload(things.get("card")));
        things.put("export", world.failedExport(project));
        return things;
    }

    private static String singular(String list) {
        return switch (list) {
            case "deliveries" -> "delivery";
            case "failed-jobs" -> "job";
            case "quarantine" -> list;
            default -> list.substring(0, list.length() - 1);
        };
    }

    /** An empty object asks nothing, but says that it is JSON. */
    private static String body(String method, String path) {
        if (path.endsWith("{email}") && method.equals("PUT")) {
            return "{\"role\": \"viewer\"}";
        }
        var random = UUID.randomUUID();
        if (path.endsWith("/review/observations") && method.equals("PUT")) {
            return "{\"observations\": [{\"observationType\": \"blank\"}]}";
        }
        if (path.endsWith("/maintenance") && method.equals("POST")) {
            return "{\"kind\": \"visit\"}";
        }
        if (path.endsWith("/reference") && method.equals("PUT")) {
            return "{\"captureId\": \"%s\"}".formatted(random);
        }
        if (path.endsWith("/clock-repairs")) {
            return method.equals("GET")
                    ? null
                    : "{\"from\": \"2001-01-01T00:00:00Z\", \"to\": \"2001-01-02T00:00:00Z\","
                            + " \"shiftSeconds\": 60}";
        }
        if (path.endsWith("/camera-profiles/explain")) {
            return "{\"path\": \"a.jpg\"}";
        }
        if (path.endsWith("/captures/actions")) {
            return "{\"captures\": [\"%s\"], \"action\": \"hide\"}".formatted(random);
        }
        if (path.endsWith("/merge")) {
            return "{\"eventId\": \"%s\"}".formatted(random);
        }
        if (path.endsWith("/split")) {
            return "{\"captures\": [\"%s\"]}".formatted(random);
        }
        return new ArrayList<>(List.of("POST", "PATCH", "PUT")).contains(method) ? "{}" : null;
    }

    private static String shortened(Client.Answer answer) {
        var text = answer.text();
        return text.substring(0, Math.min(200, text.length()));
    }
}

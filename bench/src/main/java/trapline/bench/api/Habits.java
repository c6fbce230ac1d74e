package trapline.bench.api;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.uniformRandomSwitch;
import static trapline.bench.api.Calls.answer;
import static trapline.bench.api.Calls.keep;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What people do in the console, one step at a time. */
final class Habits {
    private static final Clock CLOCK = Clock.systemUTC();

    /** A screen of the gallery; the rest of the page is below it. */
    private static final int IN_SIGHT = 8;

    /** After so many pages people begin again at the newest. */
    private static final int MOST_PAGES = 40;

    private static final List<String> LABELS =
            List.of(
                    "label=lynx",
                    "label=red%20deer",
                    "label=wolf&minConfidence=0.8",
                    "label=no%20such%20animal");
    private static final List<String> CATEGORIES =
            List.of("category=person", "category=animal&minConfidence=0.9");
    private static final List<String> STATES =
            List.of("state=completed", "state=failed", "state=detected");

    /** The page of insights asks for all of them, and begins with the first. */
    private static final List<String> INSIGHTS =
            List.of(
                    "species",
                    "timeline",
                    "activity",
                    "effort",
                    "accumulation",
                    "occupancy",
                    "confusion",
                    "groups",
                    "map");

    /** What people choose for their numbers; most leave most of it as it is. */
    private static final List<String> INDEPENDENCE =
            List.of("", "", "", "&independence=0", "&independence=60", "&independence=120");

    private static final List<String> SURENESS =
            List.of("", "", "", "", "", "", "", "&minConfidence=0.8");
    private static final List<String> SPECIES =
            List.of("", "", "", "&species=lynx", "&species=red%20deer", "&species=wolf");
    private static final List<Integer> DAYS = List.of(0, 0, 0, 0, 0, 30, 180, 365);

    private final Calls calls;
    private final List<JsonNode> cameras;
    private final Random random = new Random(1);

    /**
     * @param cameras as the API lists them
     */
    Habits(Calls calls, List<JsonNode> cameras) {
        this.calls = calls;
        this.cameras = cameras;
    }

    /** Scrolls through everything, page after page, with the pictures in sight. */
    ChainBuilder browsing() {
        return doIfOrElse(session -> random.nextInt(6) == 0).then(glance()).orElse(page());
    }

    private ChainBuilder page() {
        return exec(Habits::nextPage)
                .exec(calls.json("pictures, #{page} page", "/api/captures?limit=50#{cursor}"))
                .exec(Habits::lookedAt)
                .foreach("#{thumbnails}", "thumbnail")
                .on(calls.bytes("thumbnail", "#{thumbnail}"));
    }

    private static Session nextPage(Session session) {
        var pages = session.contains("pages") ? session.getInt("pages") : 0;
        var next = session.contains("next") ? session.getString("next") : "";
        var isFirst = next.isEmpty() || pages % MOST_PAGES == 0;
        return session.set("pages", pages + 1)
                .set("page", isFirst ? "first" : "further")
                .set("cursor", isFirst ? "" : "&cursor=" + next);
    }

    /** Not the picture of what nobody has looked at yet: the console does not ask for it either. */
    private static Session lookedAt(Session session) {
        var page = answer(session);
        var thumbnails = new ArrayList<String>();
        for (var capture : page.path("items")) {
            if (thumbnails.size() < IN_SIGHT
                    && !capture.path("state").asText().equals("received")) {
                thumbnails.add(capture.at("/links/thumbnail").asText());
            }
        }
        return session.set("next", page.path("next").asText("")).set("thumbnails", thumbnails);
    }

    private ChainBuilder glance() {
        return calls.json("who is there", "/api/me")
                .exec(calls.json("projects", "/api/projects"))
                .exec(calls.json("now", "/api/now"))
                .exec(calls.json("events", "/api/events?limit=50"))
                .exec(keep("event", "/items/0/eventId"))
                .exec(calls.json("event", "/api/events/#{event}"))
                .exec(calls.json("event, its history", "/api/events/#{event}/history"))
                .exec(calls.json("alerts", "/api/alerts?limit=6"))
                .exec(calls.json("cameras", "/api/cameras?limit=50"))
                .exec(keep("camera", "/items/0/cameraId"))
                .exec(calls.json("camera", "/api/cameras/#{camera}"))
                .exec(calls.json("camera, its health", "/api/cameras/#{camera}/health"))
                .exec(calls.json("deliveries", "/api/deliveries?limit=50"));
    }

    /** Looks at one picture after the other; half of the people at those of one camera. */
    ChainBuilder viewing() {
        return doIf(session -> !session.contains("of"))
                .then(exec(this::chooseCamera))
                .doIfOrElse(session -> session.contains("capture"))
                .then(picture())
                .orElse(newest())
                .exec(Habits::beginAgainAtTheEnd);
    }

    private ChainBuilder newest() {
        return calls.json("pictures of a camera", "/api/captures#{of}")
                .exec(keep("capture", "/items/0/captureId"));
    }

    private ChainBuilder picture() {
        var one = "/api/captures/#{capture}";
        return calls.json("picture, its story", one)
                .exec(keep("original", "/links/original"))
                .exec(calls.bytes("picture, as it was sent", "#{original}"))
                .exec(calls.json("picture, its burst", one + "/burst"))
                .exec(calls.json("picture, why", one + "/why"))
                .exec(calls.json("picture, those beside it", one + "/neighbours#{of}"))
                .exec(keep("capture", "/older"));
    }

    private Session chooseCamera(Session session) {
        return session.set("of", random.nextBoolean() ? "" : "?camera=" + id(any(cameras)));
    }

    private static Session beginAgainAtTheEnd(Session session) {
        return session.getString("capture").isEmpty() ? session.remove("capture") : session;
    }

    /** Asks for what they look for, in other words each time; or opens the page of insights. */
    ChainBuilder filtering() {
        return exec(this::choose)
                .uniformRandomSwitch()
                .on(
                        captures(),
                        calls.json(
                                "filter: camera and a label",
                                "/api/captures?label=wild%20boar&camera=#{camera}"),
                        taken("a month", "01", "28"),
                        taken("a day", "03", "04"),
                        calls.json("filter: open events", "/api/events?state=open"),
                        calls.json("filter: deliveries", "/api/deliveries?state=failed&limit=50"),
                        insights());
    }

    private Session choose(Session session) {
        var camera = any(cameras);
        return session.set("camera", id(camera))
                .set("month", "2026-%02d".formatted(1 + random.nextInt(12)))
                .set("label", any(LABELS))
                .set("category", any(CATEGORIES))
                .set("state", any(STATES))
                .set("counted", counted(camera));
    }

    private ChainBuilder captures() {
        return uniformRandomSwitch()
                .on(
                        calls.json("filter: a label", "/api/captures?#{label}"),
                        calls.json("filter: a category", "/api/captures?#{category}"),
                        calls.json("filter: a state", "/api/captures?#{state}"));
    }

    private ChainBuilder taken(String when, String first, String end) {
        return calls.json(
                "filter: " + when,
                "/api/captures?from=#{month}-%sT00:00:00Z&to=#{month}-%sT00:00:00Z"
                        .formatted(first, end));
    }

    private ChainBuilder insights() {
        return foreach(INSIGHTS, "insight")
                .on(calls.json("insights: #{insight}", "/api/insights/#{insight}#{counted}"));
    }

    /** Of a camera's project, one in six times of the camera alone. */
    private String counted(JsonNode camera) {
        var days = any(DAYS);
        return "?project="
                + camera.path("projectId").asText()
                + (random.nextInt(6) == 0 ? "&camera=" + id(camera) : "")
                + any(INDEPENDENCE)
                + any(SURENESS)
                + any(SPECIES)
                + (days == 0 ? "" : "&from=" + CLOCK.instant().minus(Duration.ofDays(days)));
    }

    private static String id(JsonNode camera) {
        return camera.path("cameraId").asText();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

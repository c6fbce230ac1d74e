package trapline.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What people do in the console, one step at a time. */
final class Habits {
    private static final int PAGE = 50;
    private static final Clock CLOCK = Clock.systemUTC();

    /** A screen of the gallery; the rest of the page is below it. */
    private static final int IN_SIGHT = 8;

    private static final List<String> FILTERS =
            List.of(
                    "label=lynx",
                    "label=red%20deer",
                    "label=wolf&minConfidence=0.8",
                    "category=person",
                    "category=animal&minConfidence=0.9",
                    "label=no%20such%20animal",
                    "state=completed",
                    "state=failed",
                    "state=detected");

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

    private Habits() {}

    /** One step of somebody; what it leads to stands in the person's own memory. */
    interface Habit {
        void step() throws InterruptedException;
    }

    /** Scrolls through everything, page after page, with the pictures in sight. */
    static final class Browsing implements Habit {
        private final Person person;
        private final Random random;
        private String cursor = "";
        private int pages;

        Browsing(Person person, long seed) {
            this.person = person;
            this.random = new Random(seed);
        }

        @Override
        public void step() throws InterruptedException {
            if (random.nextInt(6) == 0) {
                glance();
                return;
            }
            var page =
                    person.json(
                            cursor.isEmpty() ? "pictures, first page" : "pictures, further page",
                            "/api/captures?limit="
                                    + PAGE
                                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            cursor = ++pages % 40 == 0 ? "" : page.path("next").asText("");
            var seen = 0;
            for (var capture : page.path("items")) {
                if (seen++ == IN_SIGHT) {
                    break;
                }
                if (capture.path("state").asText().equals("received")) {
                    continue;
                }
                person.bytes("thumbnail", capture.at("/links/thumbnail").asText());
            }
        }

        private void glance() throws InterruptedException {
            person.json("who is there", "/api/me");
            person.json("projects", "/api/projects");
            person.json("now", "/api/now");
            var event = person.json("events", "/api/events?limit=50").at("/items/0/eventId");
            person.json("event", "/api/events/" + event.asText());
            person.json("event, its history", "/api/events/" + event.asText() + "/history");
            person.json("alerts", "/api/alerts?limit=6");
            var camera = person.json("cameras", "/api/cameras?limit=50").at("/items/0/cameraId");
            person.json("camera", "/api/cameras/" + camera.asText());
            person.json("camera, its health", "/api/cameras/" + camera.asText() + "/health");
            person.json("deliveries", "/api/deliveries?limit=50");
        }
    }

    /** Looks at one picture after the other. */
    static final class Viewing implements Habit {
        private final Person person;
        private final String query;
        private String capture = "";

        Viewing(Person person, String camera) {
            this.person = person;
            this.query = camera.isEmpty() ? "" : "?camera=" + camera;
        }

        @Override
        public void step() throws InterruptedException {
            if (capture.isEmpty()) {
                var page = person.json("pictures of a camera", "/api/captures" + query);
                capture = page.at("/items/0/captureId").asText("");
                return;
            }
            var shown = person.json("picture, its story", "/api/captures/" + capture);
            person.bytes("picture, as it was sent", shown.at("/links/original").asText());
            person.json("picture, its burst", "/api/captures/" + capture + "/burst");
            person.json("picture, why", "/api/captures/" + capture + "/why");
            var beside =
                    person.json(
                            "picture, those beside it",
                            "/api/captures/" + capture + "/neighbours" + query);
            capture = beside.path("older").asText("");
        }
    }

    /** Asks for what they look for, in other words each time. */
    static final class Filtering implements Habit {
        private final Person person;
        private final List<JsonNode> cameras;
        private final Random random;

        Filtering(Person person, List<JsonNode> cameras, long seed) {
            this.person = person;
            this.cameras = cameras;
            this.random = new Random(seed);
        }

        @Override
        public void step() throws InterruptedException {
            var one = cameras.get(random.nextInt(cameras.size()));
            var camera = one.path("cameraId").asText();
            var month = 1 + random.nextInt(12);
            var about = FILTERS.get(random.nextInt(FILTERS.size()));
            switch (random.nextInt(7)) {
                case 0 -> person.json("filter: " + about, "/api/captures?" + about);
                case 1 ->
                        person.json(
                                "filter: camera and a label",
                                "/api/captures?label=wild%20boar&camera=" + camera);
                case 2 ->
                        person.json(
                                "filter: a month",
                                "/api/captures?from=2026-%02d-01T00:00:00Z&to=2026-%02d-28T00:00:00Z"
                                        .formatted(month, month));
                case 3 ->
                        person.json(
                                "filter: a day",
                                "/api/captures?from=2026-%02d-03T00:00:00Z&to=2026-%02d-04T00:00:00Z"
                                        .formatted(month, month));
                case 4 -> person.json("filter: open events", "/api/events?state=open");
                case 5 -> {
                    var asked = counted(one);
                    for (var what : INSIGHTS) {
                        person.json("insights: " + what, "/api/insights/" + what + asked);
                    }
                }
                default ->
                        person.json("filter: deliveries", "/api/deliveries?state=failed&limit=50");
            }
        }

        /** Of a camera's project, one in six times of the camera alone. */
        private String counted(JsonNode camera) {
            var days = any(DAYS);
            return "?project="
                    + camera.path("projectId").asText()
                    + (random.nextInt(6) == 0 ? "&camera=" + camera.path("cameraId").asText() : "")
                    + any(INDEPENDENCE)
                    + any(SURENESS)
                    + any(SPECIES)
                    + (days == 0 ? "" : "&from=" + CLOCK.instant().minus(Duration.ofDays(days)));
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}

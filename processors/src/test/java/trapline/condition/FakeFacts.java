package trapline.condition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import trapline.camera.Camera;
import trapline.camera.Position;

/** What a line of the table of checks says is known of a camera and of the installation. */
record FakeFacts(Map<String, String> said) implements CameraFacts, InstallationFacts {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final double METRES_A_DEGREE = 111_195;

    static FakeFacts of(String line) {
        var said = new HashMap<String, String>();
        for (var word : line.strip().split("\\s+")) {
            var at = word.indexOf('=');
            said.put(at < 0 ? word : word.substring(0, at), word.substring(at + 1));
        }
        return new FakeFacts(said);
    }

    private List<String> list(String name) {
        return said.containsKey(name) ? Arrays.asList(said.get(name).split(",")) : List.of();
    }

    private Optional<String> one(String name) {
        return Optional.ofNullable(said.get(name));
    }

    private Instant instant(String text) {
        var whole = "2026-" + text;
        return whole.endsWith("Z")
                ? Instant.parse(whole.replace("Z", ":00Z"))
                : LocalDateTime.parse(whole).atZone(zone()).toInstant();
    }

    @Override
    public Camera camera() {
        return new Camera(
                new UUID(1, 1),
                new UUID(1, 2),
                "default",
                "north",
                "North",
                Camera.State.APPROVED,
                "source",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOON.minus(Duration.ofDays(90)),
                NOON,
                Set.of());
    }

    @Override
    public Instant now() {
        return one("now").map(this::instant).orElse(NOON);
    }

    @Override
    public ZoneId zone() {
        return one("zone").<ZoneId>map(ZoneId::of).orElse(ZoneOffset.UTC);
    }

    /** One each day, the last now. */
    @Override
    public List<Battery> batteries() {
        var percents = list("battery");
        var readings = new ArrayList<Battery>();
        for (var i = 0; i < percents.size(); i++) {
            var at = now().minus(Duration.ofDays(percents.size() - 1L - i));
            readings.add(new Battery(at, Integer.parseInt(percents.get(i))));
        }
        return readings;
    }

    @Override
    public Optional<Double> storageUsedPercent() {
        return one("card").map(Double::valueOf);
    }

    @Override
    public Optional<Instant> lastContact() {
        return one("silent").map(time -> now().minus(Duration.parse(time)));
    }

    @Override
    public Optional<Rhythm> rhythm() {
        var rhythm = list("rhythm");
        return rhythm.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Rhythm(Integer.parseInt(rhythm.get(0)), Duration.parse(rhythm.get(1))));
    }

    /** How long before the last contact. */
    @Override
    public Optional<Visitor> visitor() {
        return one("visitor")
                .map(
                        time ->
                                new Visitor(
                                        "person",
                                        lastContact().orElseThrow().minus(Duration.parse(time))));
    }

    @Override
    public List<ClockSign> clock(int newest) {
        return list("clock").stream()
                .map(
                        sign ->
                                sign.equals("reset")
                                        ? new ClockSign(Duration.ZERO, true)
                                        : new ClockSign(Duration.parse(sign), false))
                .toList();
    }

    @Override
    public Optional<Position> place() {
        return said.containsKey("noplace") ? Optional.empty() : Position.of(52, 5);
    }

    @Override
    public List<Position> positions(int newest) {
        return list("away").stream()
                .map(m -> new Position(52 + Double.parseDouble(m) / METRES_A_DEGREE, 5))
                .toList();
    }

    @Override
    public List<Double> details(int newest) {
        return list("detail").stream().map(Double::valueOf).toList();
    }

    @Override
    public Optional<Double> usualDetail(int newest) {
        return one("usual").map(Double::valueOf);
    }

    /** The usual likeness, how many it is taken from, and that of the newest. */
    @Override
    public Views views(int newest) {
        var views = list("views");
        return views.isEmpty()
                ? Views.NONE
                : new Views(
                        views.stream().skip(2).map(Double::valueOf).toList(),
                        Double.parseDouble(views.get(0)),
                        Integer.parseInt(views.get(1)));
    }

    @Override
    public int pictures(Duration within) {
        return one("pictures").map(Integer::valueOf).orElse(0);
    }

    @Override
    public Optional<LocalDate> simExpiresOn() {
        return one("sim").map(LocalDate::parse);
    }

    @Override
    public boolean saw(Seen what, Instant from, Instant until) {
        return list("saw").stream()
                .map(this::instant)
                .anyMatch(at -> !at.isBefore(from) && at.isBefore(until));
    }

    @Override
    public boolean isUnderway(Instant from, Instant until) {
        return said.containsKey("underway");
    }

    @Override
    public List<CameraFacts> neighbours(double metres) {
        return list("near").stream()
                .<CameraFacts>map(
                        text -> {
                            var parts = text.split("/");
                            return new FakeFacts(
                                    parts.length == 1
                                            ? Map.of("silent", parts[0])
                                            : Map.of(
                                                    "silent",
                                                    parts[0],
                                                    "rhythm",
                                                    "20," + parts[1]));
                        })
                .toList();
    }

    @Override
    public List<Channel> channels() {
        return one("failing").stream()
                .map(
                        time ->
                                new Channel(
                                        "mail",
                                        time.equals("works")
                                                ? Optional.empty()
                                                : Optional.of(now().minus(Duration.parse(time))),
                                        Optional.empty()))
                .toList();
    }

    @Override
    public List<Stage> stages() {
        return one("waiting").stream()
                .map(time -> new Stage("image-ingested", Duration.parse(time)))
                .toList();
    }

    @Override
    public double diskUsedPercent() {
        return one("disk").map(Double::valueOf).orElse(0.0);
    }
}

package trapline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import trapline.app.access.AdminSettings;
import trapline.app.source.FtpsSources;
import trapline.standin.camera.CameraAccount;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.ReceivedMail;
import trapline.standin.smtp.SmtpStandIn;

/** Uploads pictures one by one and tells what happens to each, as the API and the inbox show it. */
final class DemoStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MAIL_PATIENCE = Duration.ofSeconds(10);
    private static final double WORTH_TELLING = 0.2;

    private final Server server;
    private final SmtpStandIn inbox;
    private final DemoClient api;
    private final String ftpsPassword;
    private final PrintWriter out;

    DemoStory(
            Server server,
            SmtpStandIn inbox,
            String ftpsPassword,
            String adminPassword,
            PrintWriter out) {
        this.server = server;
        this.inbox = inbox;
        this.ftpsPassword = ftpsPassword;
        this.out = out;
        this.api =
                new DemoClient(
                        server.httpPort(), server.part(AdminSettings.class).email(), adminPassword);
    }

    /**
     * @return whether every picture went all the way
     */
    boolean tell(List<Path> pictures) throws IOException, InterruptedException {
        var ftps = server.part(FtpsSources.class);
        var account =
                new CameraAccount(
                                "127.0.0.1",
                                ftps.explicitPort(),
                                "camera",
                                ftpsPassword,
                                "north-gate")
                        .pinned(ftps.fingerprint());
        say(
                "start",
                "the camera 'north-gate' has %d pictures to upload".formatted(pictures.size()));
        var complete = 0;
        try (var camera = new SimulatedCamera(account)) {
            for (var picture : pictures) {
                if (tell(camera, picture)) {
                    complete++;
                }
            }
        }
        say(
                "end",
                "%d of %d pictures went all the way; %d mails arrived"
                        .formatted(complete, pictures.size(), inbox.taken()));
        return complete == pictures.size();
    }

    private boolean tell(SimulatedCamera camera, Path picture)
            throws IOException, InterruptedException {
        var name = picture.getFileName().toString();
        var mails = inbox.taken();
        out.println();
        say("camera", "uploads %s, %d kB, over FTPS".formatted(name, Files.size(picture) / 1000));
        camera.upload(picture, name);
        var uploaded = Instant.now();
        var found = api.await("/" + name, PATIENCE);
        if (found.isEmpty()) {
            say("waiting", "not through after %s; see the log".formatted(PATIENCE));
            return false;
        }
        tell(found.get());
        var alert = api.ruleMatchedBy(found.get());
        if (alert.isPresent()) {
            say("alert", "rule %s has matched".formatted(alert.get()));
            inbox.await(mails + 1, MAIL_PATIENCE).stream()
                    .skip(mails)
                    .findFirst()
                    .ifPresent(mail -> tell(mail, uploaded));
        } else {
            say("no alert", "the event was alerted before, or no rule matches");
        }
        return true;
    }

    private void tell(JsonNode capture) {
        say(
                "stored",
                "as capture %s, taken %s (%s)%s"
                        .formatted(
                                capture.path("captureId").asText(),
                                capture.path("time").path("capturedAt").asText(),
                                capture.path("time").path("source").asText(),
                                capture.path("truncated").asBoolean()
                                        ? ", cut off on its way: what is there is used"
                                        : ""));
        var run = capture.path("runs").path(0);
        var boxes =
                StreamSupport.stream(run.path("detections").spliterator(), false)
                        .filter(box -> box.path("confidence").asDouble() >= WORTH_TELLING)
                        .toList();
        say(
                "detected",
                boxes.isEmpty()
                        ? "nothing, by %s".formatted(run.path("model").asText())
                        : "%s, by %s".formatted(list(boxes), run.path("model").asText()));
        for (var box : boxes) {
            var best = box.path("classifications").path(0);
            if (!best.isMissingNode()) {
                say(
                        "named",
                        "%s %.2f, by %s"
                                .formatted(
                                        best.path("label").asText().split(",")[0],
                                        best.path("confidence").asDouble(),
                                        best.path("model").asText()));
            }
        }
        say("event", capture.path("eventId").asText("none"));
    }

    private void tell(ReceivedMail mail, Instant uploaded) {
        say(
                "delivered",
                "mail \"%s\" is in the inbox, %.1f s after the upload"
                        .formatted(
                                mail.subject(),
                                Duration.between(uploaded, Instant.now()).toMillis() / 1e3));
    }

    private static String list(List<JsonNode> boxes) {
        return boxes.stream()
                .map(
                        box ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.2f",
                                        box.path("category").asText(),
                                        box.path("confidence").asDouble()))
                .collect(Collectors.joining(", "));
    }

    private void say(String what, String words) {
        out.printf(
                "%s  %-9s  %s%n",
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), what, words);
        out.flush();
    }
}

package trapline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.gundi.GundiStandIn;
import trapline.standin.http.HttpFault;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.smtp.SmtpSettings;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.telegram.TelegramStandIn;
import trapline.standin.webhook.WebhookStandIn;
import trapline.standin.whatsapp.WhatsAppStandIn;

/** A stand-in of every party that alerts go to, each of which takes its time to answer. */
final class Parties implements AutoCloseable {
    private static final String TELEGRAM_TOKEN = "123456789:AAbenchTokenThatIsNoSecret0123456789";
    private static final String TOKEN = "a-bench-token-that-is-no-secret";
    private static final String NUMBER = "+31600000001";
    private static final String META_ID = "106540352242922";

    private final TelegramStandIn telegram = TelegramStandIn.start(TELEGRAM_TOKEN);
    private final SignalStandIn signal = SignalStandIn.start(NUMBER);
    private final WhatsAppStandIn meta = WhatsAppStandIn.start(META_ID, TOKEN, "camera_alert", 0);
    private final EarthRangerStandIn site = EarthRangerStandIn.start(TOKEN);
    private final GundiStandIn gundi = GundiStandIn.start(TOKEN);
    private final WebhookStandIn hook = WebhookStandIn.start();
    private final SmtpStandIn smtp;

    /**
     * @param answer how long each of them takes for an answer; the mail server, for each line
     */
    Parties(Duration answer) {
        for (var faults :
                List.of(
                        telegram.faults(),
                        signal.faults(),
                        meta.faults(),
                        site.faults(),
                        gundi.faults())) {
            faults.always(new HttpFault.Slow(answer));
        }
        hook.failAlways(new HttpFault.Slow(answer));
        smtp = SmtpStandIn.start(SmtpSettings.PLAIN.withSlowness(answer));
    }

    /** The file {@code channels.yaml}. */
    String channels() {
        return """
        channels:
          - {id: mail, kind: email, host: 127.0.0.1, port: %d, security: none, from: trapline@example.org}
          - {id: telegram, kind: telegram, baseUrl: "%s", token: "{{env:TELEGRAM_TOKEN}}", answers: "off"}
          - {id: whatsapp, kind: whatsapp, baseUrl: "%s", phoneNumberId: "%s", token: "{{env:TOKEN}}", template: camera_alert}
          - {id: hook, kind: webhook, url: "%s"}
          - {id: earthranger, kind: earthranger, site: "%s", token: "{{env:TOKEN}}", eventType: camera_sighting}
          - {id: gundi, kind: gundi, baseUrl: "%s", apiKey: "{{env:TOKEN}}", eventType: camera_sighting}
          - {id: signal, kind: signal, gateway: "%s", number: "%s"}
        """
                .formatted(
                        smtp.port(),
                        telegram.url(),
                        meta.url(),
                        META_ID,
                        hook.url("/"),
                        site.url(),
                        gundi.url(),
                        signal.url(),
                        NUMBER);
    }

    Map<String, String> references() {
        return Map.of("TELEGRAM_TOKEN", TELEGRAM_TOKEN, "TOKEN", TOKEN);
    }

    /**
     * Whom the alert of one camera goes to. Chats and numbers take turns, and the parties that
     * allow less of everything get less, so that no party's own limit is measured.
     *
     * @param number of the camera, from 0
     * @param slow whether all parties get it; else Signal, EarthRanger and Gundi get their share
     */
    static List<String> told(int number, boolean slow) {
        var told = new ArrayList<String>();
        told.add("{channel: mail, to: [ranger@example.org]}");
        told.add("{channel: hook, to: [hook]}");
        told.add("{channel: telegram, to: [\"%d\"]}".formatted(5000 + number % 40));
        told.add("{channel: whatsapp, to: [\"+316100000%02d\"]}".formatted(number % 40));
        if (slow || number % 2 == 0) {
            told.add("{channel: earthranger, to: [park]}");
        }
        if (slow || number % 2 == 1) {
            told.add("{channel: gundi, to: [hub]}");
        }
        if (slow || number % 10 == 0) {
            told.add("{channel: signal, to: [\"+316200000%02d\"]}".formatted(number % 40));
        }
        return told;
    }

    /** How many messages each of them has. */
    Map<String, Integer> messages() {
        var messages = new LinkedHashMap<String, Integer>();
        messages.put("mail", smtp.taken());
        messages.put("telegram", telegram.messages().size());
        messages.put("whatsapp", meta.messages().size());
        messages.put("hook", hook.taken());
        messages.put("earthranger", site.reports().size());
        messages.put("gundi", gundi.events().size());
        messages.put("signal", signal.messages().size());
        return messages;
    }

    @Override
    public void close() {
        telegram.close();
        signal.close();
        meta.close();
        site.close();
        gundi.close();
        hook.close();
        smtp.close();
    }
}

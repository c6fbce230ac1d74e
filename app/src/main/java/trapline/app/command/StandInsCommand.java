package trapline.app.command;

import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trapline.standin.cap.CapStandIn;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.gundi.GundiStandIn;
import trapline.standin.mqtt.MqttPage;
import trapline.standin.mqtt.MqttStandIn;
import trapline.standin.openai.OpenAiStandIn;
import trapline.standin.push.PushStandIn;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.smtp.InboxPage;
import trapline.standin.smtp.SmtpSettings;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.telegram.TelegramStandIn;
import trapline.standin.webhook.WebhookStandIn;
import trapline.standin.whatsapp.WhatsAppStandIn;

/** Plays the parties behind channels on this machine, for whoever writes a route or a rule. */
@Command(
        name = "stand-ins",
        description =
                "Play Telegram, Signal, WhatsApp, EarthRanger, Gundi, OpenAI, a mail server, a"
                        + " webhook, a receiver of CAP, an MQTT broker and a browser with"
                        + " notifications on this machine, with pages that show what arrived and"
                        + " switch faults on.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StandInsCommand implements Callable<Integer> {
    private static final String TOKEN = "123456789:AAstandInTokenThatIsNoSecret012345";
    private static final String WORD = "stand-in-token-that-is-no-secret";
    private static final String META_ID = "106540352242922";
    private static final String MQTT_USER = "trapline";
    private static final String NUMBER = "+31600000001";

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            description =
                    "The first of thirteen ports; 0: any free ones. Default: ${DEFAULT-VALUE}.",
            defaultValue = "9410")
    private int port;

    @Option(
            names = "--limits",
            description = "Let Telegram refuse more than a message a second to a chat.")
    private boolean limits;

    @Option(names = "--once", description = "Say the addresses and end, to see that it works.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        try (var telegram = TelegramStandIn.start(TOKEN, at(0), limits);
                var signal = SignalStandIn.start(NUMBER, at(1), SignalStandIn.Mode.NORMAL);
                var meta = WhatsAppStandIn.start(META_ID, WORD, "camera_alert", at(2));
                var smtp = SmtpStandIn.start(SmtpSettings.PLAIN.onPort(at(3)));
                var inbox = InboxPage.start(smtp, at(4));
                var hook = WebhookStandIn.start(at(5));
                var site = EarthRangerStandIn.start(WORD, at(6));
                var gundi = GundiStandIn.start(WORD, at(7));
                var model = OpenAiStandIn.start(WORD, at(8));
                var control = CapStandIn.start(WORD, at(9));
                var broker = MqttStandIn.start(MQTT_USER, WORD, at(10));
                var topics = MqttPage.start(broker, at(11));
                var push = PushStandIn.start(at(12))) {
            var out = spec.commandLine().getOut();
            out.println(
                    "Stand-ins on this machine. Nothing leaves it. Put this into channels.yaml:");
            out.println();
            out.printf(
                    "  - {id: telegram, kind: telegram, baseUrl: \"%s\", token: \"{{env:TELEGRAM_TOKEN}}\"}%n",
                    telegram.url());
            out.printf(
                    "  - {id: signal, kind: signal, gateway: \"%s\", number: \"%s\"}%n",
                    signal.url(), NUMBER);
            out.printf(
                    "  - {id: whatsapp, kind: whatsapp, baseUrl: \"%s\", phoneNumberId: \"%s\", token: \"{{env:STAND_IN_WORD}}\", template: camera_alert}%n",
                    meta.url(), META_ID);
            out.printf(
                    "  - {id: mail, kind: email, host: 127.0.0.1, port: %d, security: none, from: trapline@example.org}%n",
                    smtp.port());
            out.printf("  - {id: hook, kind: webhook, url: \"%s\"}%n", hook.url("/"));
            out.printf(
                    "  - {id: park, kind: earthranger, site: \"%s\", token: \"{{env:STAND_IN_WORD}}\", eventType: camera_sighting, subjects: trapline}%n",
                    site.url());
            out.printf(
                    "  - {id: hub, kind: gundi, baseUrl: \"%s\", apiKey: \"{{env:STAND_IN_WORD}}\", eventType: camera_sighting}%n",
                    gundi.url());
            out.printf(
                    "  - {id: warnings, kind: cap, sender: traps@stand-in.example, receiver: \"%s\", token: \"{{env:STAND_IN_WORD}}\", pictures: inside}%n",
                    control.url());
            out.printf(
                    "  - {id: house, kind: mqtt, host: 127.0.0.1, port: %d, tls: false, username: %s, password: \"{{env:STAND_IN_WORD}}\"}%n",
                    broker.port(), MQTT_USER);
            out.printf(
                    "  - {id: browsers, kind: push, contact: \"mailto:admin@stand-in.example\", servers: [\"%s\"]}%n",
                    push.hostAndPort());
            out.println();
            out.println("and these into the environment of Trapline:");
            out.println();
            out.println("  export TELEGRAM_TOKEN='" + TOKEN + "'");
            out.println("  export STAND_IN_WORD='" + WORD + "'");
            out.println();
            out.printf(
                    "A model that answers questions about pictures: %s, with the key %s%n",
                    model.url(), WORD);
            out.println();
            out.println(
                    "A browser that wants to see the alerts for you. Once Trapline runs, say so:");
            out.println();
            out.printf(
                    "  curl -u YOUR_MAIL_ADDRESS -H 'Content-Type: application/json' -d '%s' http://localhost:8080/api/push/subscriptions%n",
                    subscription(push));
            out.println();
            out.println("See what arrived, and switch faults on:");
            out.println("  Telegram     " + telegram.url() + "/_inbox");
            out.println("  Signal       " + signal.url() + "/_inbox");
            out.println("  WhatsApp     " + meta.url() + "/_inbox");
            out.println("  Mail         " + inbox.url());
            out.println("  Webhook      " + hook.url("/_inbox"));
            out.println("  EarthRanger  " + site.url() + "/_inbox");
            out.println("  Gundi        " + gundi.url() + "/_inbox");
            out.println("  OpenAI       " + model.url().resolve("/_inbox"));
            out.println("  CAP          " + control.url().resolve("/_inbox"));
            out.println("  MQTT         " + topics.url());
            out.println("  Web push     " + push.url().resolve("/_inbox"));
            if (!once) {
                out.println("Stop it with Ctrl+C.");
            }
            out.flush();
            if (!once) {
                new CountDownLatch(1).await();
            }
            return 0;
        }
    }

    /** As a browser hands it in. */
    private static String subscription(PushStandIn push) {
        var browser = push.subscribe();
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"endpoint\":\"%s\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"},\"label\":\"stand-in\"}"
                .formatted(
                        browser.getKey(),
                        base64.encodeToString(browser.getValue().publicKey()),
                        base64.encodeToString(browser.getValue().auth()));
    }

    private int at(int offset) {
        return port == 0 ? 0 : port + offset;
    }
}

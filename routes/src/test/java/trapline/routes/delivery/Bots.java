package trapline.routes.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import trapline.delivery.Patience;
import trapline.delivery.SignalChannel;
import trapline.delivery.TelegramChannel;
import trapline.delivery.WhatsAppChannel;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.telegram.TelegramStandIn;
import trapline.standin.whatsapp.WhatsAppStandIn;

/** Channels on the stand-ins, as tests configure them. */
final class Bots {
    static final String TELEGRAM_TOKEN = "123456789:AAplantedSecretOfTheBot0123456789";
    static final String META_TOKEN = "EAAplantedSecretOfTheSystemUser";
    static final String META_SECRET = "plantedSecretOfTheApp0123456789";
    static final String META_WORD = "plantedWordOfTheWebhook012345";
    static final String META_ID = "106540352242922";
    static final String SIGNAL_NUMBER = "+31600000001";
    private static final Optional<URI> CONSOLE =
            Optional.of(URI.create("https://trapline.example.org"));

    private Bots() {}

    static TelegramChannel telegram(String id, TelegramStandIn telegram) {
        return new TelegramChannel(
                id,
                telegram.url(),
                TELEGRAM_TOKEN,
                TelegramChannel.Answers.POLLING,
                false,
                CONSOLE,
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }

    static SignalChannel signal(String id, SignalStandIn signal) {
        return new SignalChannel(
                id,
                signal.url(),
                SIGNAL_NUMBER,
                true,
                CONSOLE,
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }

    static WhatsAppChannel whatsApp(String id, WhatsAppStandIn meta) {
        return new WhatsAppChannel(
                id,
                meta.url(),
                "v23.0",
                META_ID,
                META_TOKEN,
                new WhatsAppChannel.Template("camera_alert", "en"),
                Optional.of(new WhatsAppChannel.Hook(META_SECRET, META_WORD)),
                CONSOLE,
                Duration.ofSeconds(5),
                Patience.DEFAULT);
    }
}

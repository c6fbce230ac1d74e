package trapline.routes.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trapline.delivery.Channel;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.EarthRangerChannel.Access;
import trapline.delivery.GundiChannel;
import trapline.delivery.Patience;
import trapline.delivery.SignalChannel;
import trapline.delivery.TelegramChannel;
import trapline.delivery.WhatsAppChannel;
import trapline.standin.Faults;
import trapline.standin.earthranger.EarthRangerFaults;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.gundi.GundiFaults;
import trapline.standin.gundi.GundiStandIn;
import trapline.standin.signal.SignalFaults;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.smtp.MailPart;
import trapline.standin.smtp.ReceivedMail;
import trapline.standin.smtp.SmtpFault;
import trapline.standin.smtp.SmtpSettings;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.telegram.TelegramFaults;
import trapline.standin.telegram.TelegramStandIn;
import trapline.standin.webhook.WebhookFaults;
import trapline.standin.webhook.WebhookStandIn;
import trapline.standin.whatsapp.WhatsAppFaults;
import trapline.standin.whatsapp.WhatsAppStandIn;

/**
 * A party with a channel to it and every fault that it knows.
 *
 * @param to who is written to there
 * @param faults what switches each fault on for good, by its name
 * @param heal what ends them
 * @param told everything that the party was told in messages so far, one text for each
 */
record Wrong(
        Channel channel,
        String to,
        Map<String, Runnable> faults,
        Runnable heal,
        Supplier<List<String>> told,
        AutoCloseable party) {

    static final String SECRET = "plantedSecretOfEveryParty0123456789";
    private static final String TOKEN = "123456789:AA" + SECRET;
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Optional<URI> CONSOLE =
            Optional.of(URI.create("https://trapline.example.org"));

    /** Every kind of channel, each to a party of its own. */
    static Map<String, Function<String, Wrong>> kinds() {
        return Map.of(
                "telegram", Wrong::telegram,
                "signal", Wrong::signal,
                "whatsapp", Wrong::whatsApp,
                "earthranger", Wrong::earthRanger,
                "gundi", Wrong::gundi,
                "webhook", id -> webhook(id, SHORT),
                "email", Wrong::email);
    }

    private static Wrong telegram(String id) {
        var party = TelegramStandIn.start(TOKEN);
        var channel =
                new TelegramChannel(
                        id,
                        party.url(),
                        TOKEN,
                        TelegramChannel.Answers.OFF,
                        false,
                        CONSOLE,
                        SHORT,
                        Patience.DEFAULT);
        return of(
                channel,
                "42",
                TelegramFaults.all(),
                party.faults(),
                () -> texts(party.messages()),
                party);
    }

    private static Wrong signal(String id) {
        var party = SignalStandIn.start("+31600000001");
        var channel =
                new SignalChannel(
                        id, party.url(), "+31600000001", false, CONSOLE, SHORT, Patience.DEFAULT);
        return of(
                channel,
                "+31600000002",
                SignalFaults.all(),
                party.faults(),
                () -> texts(party.messages()),
                party);
    }

    private static Wrong whatsApp(String id) {
        var party = WhatsAppStandIn.start("106540352242922", SECRET, "camera_alert", 0);
        var channel =
                new WhatsAppChannel(
                        id,
                        party.url(),
                        "v23.0",
                        "106540352242922",
                        SECRET,
                        new WhatsAppChannel.Template("camera_alert", "en"),
                        Optional.empty(),
                        CONSOLE,
                        SHORT,
                        Patience.DEFAULT);
        return of(
                channel,
                "+31600000003",
                WhatsAppFaults.all(),
                party.faults(),
                () -> texts(party.messages()),
                party);
    }

    private static Wrong earthRanger(String id) {
        var party = EarthRangerStandIn.start(SECRET);
        var channel =
                new EarthRangerChannel(
                        id,
                        party.url(),
                        new Access.Token(SECRET),
                        "camera_sighting",
                        Optional.empty(),
                        CONSOLE,
                        SHORT,
                        Patience.DEFAULT);
        return of(
                channel,
                id,
                EarthRangerFaults.all(),
                party.faults(),
                () ->
                        Stream.concat(
                                        party.reports().stream().map(r -> r.event().toString()),
                                        party.observations().stream().map(Object::toString))
                                .toList(),
                party);
    }

    private static Wrong gundi(String id) {
        var party = GundiStandIn.start(SECRET);
        var channel =
                new GundiChannel(
                        id,
                        party.url(),
                        SECRET,
                        "camera_sighting",
                        CONSOLE,
                        SHORT,
                        Patience.DEFAULT);
        return of(
                channel, id, GundiFaults.all(), party.faults(), () -> texts(party.events()), party);
    }

    /**
     * @param limit how long the channel waits for its party
     */
    static Wrong webhook(String id, Duration limit) {
        var party = WebhookStandIn.start();
        var channel =
                new Channel.Webhook(
                        id,
                        party.url("/hooks/" + SECRET),
                        Optional.of(SECRET),
                        CONSOLE,
                        limit,
                        Patience.DEFAULT);
        return of(
                channel,
                id,
                WebhookFaults.all(),
                party.faults(),
                () -> texts(party.received()),
                party);
    }

    private static Wrong email(String id) {
        var party = SmtpStandIn.start(SmtpSettings.PLAIN.withLogin("trapline", SECRET));
        var channel =
                new Channel.Email(
                        id,
                        "127.0.0.1",
                        party.port(),
                        Channel.Security.NONE,
                        Optional.of("trapline"),
                        Optional.of(SECRET),
                        "alerts@example.org",
                        Optional.empty(),
                        CONSOLE,
                        SHORT.multipliedBy(3),
                        Patience.DEFAULT);
        var switches =
                Arrays.stream(SmtpFault.values())
                        .collect(
                                Collectors.<SmtpFault, String, Runnable>toMap(
                                        SmtpFault::name, fault -> () -> party.failAlways(fault)));
        return new Wrong(
                channel,
                "ranger@example.org",
                switches,
                party::recover,
                () -> party.received().stream().map(Wrong::words).toList(),
                party);
    }

    private static <F> Wrong of(
            Channel channel,
            String to,
            Map<String, F> known,
            Faults<F> faults,
            Supplier<List<String>> told,
            AutoCloseable party) {
        var switches =
                known.entrySet().stream()
                        .collect(
                                Collectors.<Map.Entry<String, F>, String, Runnable>toMap(
                                        Map.Entry::getKey,
                                        fault -> () -> faults.always(fault.getValue())));
        return new Wrong(channel, to, switches, faults::clear, told, party);
    }

    private static List<String> texts(List<?> messages) {
        return messages.stream().map(Object::toString).toList();
    }

    /** Both forms of a mail, decoded. */
    private static String words(ReceivedMail mail) {
        var message = mail.message();
        return Stream.of("text/plain", "text/html")
                .flatMap(type -> message.first(type).stream())
                .map(MailPart::text)
                .collect(Collectors.joining("\n"));
    }

    void mend() {
        heal.run();
    }

    /** The names of all faults of a kind. */
    static Stream<String> names(String kind) {
        return switch (kind) {
            case "telegram" -> TelegramFaults.all().keySet().stream();
            case "signal" -> SignalFaults.all().keySet().stream();
            case "whatsapp" -> WhatsAppFaults.all().keySet().stream();
            case "earthranger" -> EarthRangerFaults.all().keySet().stream();
            case "webhook" -> WebhookFaults.all().keySet().stream();
            case "email" -> Arrays.stream(SmtpFault.values()).map(SmtpFault::name);
            default -> GundiFaults.all().keySet().stream();
        };
    }
}

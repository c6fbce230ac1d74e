package trapline.app.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import trapline.delivery.Patience;
import trapline.delivery.SignalChannel;
import trapline.delivery.TelegramChannel;
import trapline.delivery.WhatsAppChannel;

/** Reads the channels that are messengers on people's phones. */
final class MessengerBinding {
    private static final URI TELEGRAM = URI.create("https://api.telegram.org");
    private static final URI WHATSAPP = URI.create("https://graph.facebook.com");
    private static final String WHATSAPP_VERSION = "v23.0";
    private static final String TOKEN = "\\d{3,20}:[A-Za-z0-9_-]{20,100}";
    private static final String NUMBER = "\\+[1-9]\\d{5,14}";

    private MessengerBinding() {}

    static Optional<TelegramChannel> telegram(Fields fields) {
        var before = fields.problems();
        var token = fields.secret("token");
        if (token.filter(text -> !text.matches(TOKEN)).isPresent()) {
            fields.wrong(
                    "token",
                    "The token is not one of Telegram's.",
                    "Copy it from BotFather; it looks like 123456789:AA...");
        }
        var answers =
                TelegramChannel.Answers.valueOf(
                        fields.text("answers").orElse("polling").toUpperCase(Locale.ROOT));
        var console = ChannelBinding.console(fields);
        if (answers == TelegramChannel.Answers.WEBHOOK && console.isEmpty()) {
            fields.wrong(
                    "answers",
                    "Telegram must know where to send answers.",
                    "Set 'consoleUrl' to the public address, or 'answers' to polling.");
        }
        var base = base(fields, TELEGRAM);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before) {
            return Optional.empty();
        }
        return token.map(
                text ->
                        new TelegramChannel(
                                fields.text("id").orElseThrow(),
                                base,
                                text,
                                answers,
                                fields.flag("album"),
                                console,
                                timeout,
                                Patience.DEFAULT));
    }

    static Optional<SignalChannel> signal(Fields fields) {
        var before = fields.problems();
        var gateway =
                fields.resolved("gateway")
                        .flatMap(url -> ChannelBinding.address(fields, "gateway", url));
        var number = fields.resolved("number");
        if (number.filter(text -> !text.matches(NUMBER)).isPresent()) {
            fields.wrong(
                    "number",
                    "The number is not written with its country code.",
                    "Write it like +31600000001, in quotes.");
        }
        var console = ChannelBinding.console(fields);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before || gateway.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SignalChannel(
                        fields.text("id").orElseThrow(),
                        gateway.get(),
                        number.get(),
                        fields.text("answers").orElse("polling").equals("polling"),
                        console,
                        timeout,
                        Patience.DEFAULT));
    }

    static Optional<WhatsAppChannel> whatsApp(Fields fields) {
        var before = fields.problems();
        var id = fields.resolved("phoneNumberId");
        if (id.filter(text -> !text.matches("\\d{3,30}")).isPresent()) {
            fields.wrong(
                    "phoneNumberId",
                    "This is no phone number id.",
                    "Copy the id from Meta's page of the number; it has digits only, no plus.");
        }
        var token = fields.secret("token");
        if (token.filter(text -> text.length() < 16).isPresent()) {
            fields.wrong("token", "This is no access token.", "Copy the whole token.");
        }
        var hook = hook(fields);
        var console = ChannelBinding.console(fields);
        var base = base(fields, WHATSAPP);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before || id.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new WhatsAppChannel(
                        fields.text("id").orElseThrow(),
                        base,
                        fields.text("apiVersion").orElse(WHATSAPP_VERSION),
                        id.get(),
                        token.get(),
                        new WhatsAppChannel.Template(
                                fields.text("template").orElseThrow(),
                                fields.text("templateLanguage").orElse("en")),
                        hook,
                        console,
                        timeout,
                        Patience.DEFAULT));
    }

    private static Optional<WhatsAppChannel.Hook> hook(Fields fields) {
        var secret = fields.secret("appSecret");
        var word = fields.secret("verifyToken");
        var hasSecret = fields.text("appSecret").isPresent();
        if (hasSecret != fields.text("verifyToken").isPresent()) {
            fields.wrong(
                    hasSecret ? "appSecret" : "verifyToken",
                    "'appSecret' and 'verifyToken' belong together.",
                    "Give both, or neither.");
        }
        return secret.flatMap(key -> word.map(w -> new WhatsAppChannel.Hook(key, w)));
    }

    private static URI base(Fields fields, URI usual) {
        return fields.text("baseUrl").isEmpty()
                ? usual
                : fields.resolved("baseUrl")
                        .flatMap(url -> ChannelBinding.address(fields, "baseUrl", url))
                        .orElse(usual);
    }
}

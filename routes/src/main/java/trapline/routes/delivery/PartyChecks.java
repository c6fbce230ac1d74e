package trapline.routes.delivery;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import trapline.delivery.ChannelChecks;
import trapline.delivery.Channels;
import trapline.delivery.MqttChannel;
import trapline.delivery.SignalChannel;
import trapline.delivery.TelegramChannel;

/** Asks Telegram, Signal gateways and MQTT brokers how they are. */
public class PartyChecks implements ChannelChecks {
    private static final String DEEP_LINK = "https://t.me/%s?start=%s";

    private final Channels channels;
    private final TelegramApi telegram;
    private final SignalApi signal;
    private final MqttConnections brokers;

    public PartyChecks(
            Channels channels, TelegramApi telegram, SignalApi signal, MqttConnections brokers) {
        this.channels = channels;
        this.telegram = telegram;
        this.signal = signal;
        this.brokers = brokers;
    }

    @Override
    public Check check(String channelId) {
        var channel = channels.find(channelId);
        try {
            if (channel.isPresent() && channel.get() instanceof TelegramChannel bot) {
                return telegram(bot);
            }
            if (channel.isPresent() && channel.get() instanceof SignalChannel gateway) {
                return signal(gateway);
            }
            if (channel.isPresent() && channel.get() instanceof MqttChannel broker) {
                return mqtt(broker);
            }
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            return new Check(false, "The party behind it %s.".formatted(e.getMessage()), List.of());
        }
        return channel.isPresent()
                ? new Check(true, "Its party is asked only when there is a message.", List.of())
                : new Check(false, "It is not configured.", List.of());
    }

    @Override
    public Optional<URI> linkTo(String channelId, String token) {
        var channel = channels.find(channelId);
        if (channel.isEmpty() || !(channel.get() instanceof TelegramChannel bot)) {
            return Optional.empty();
        }
        try {
            var said =
                    telegram.call(bot, "getMe", TelegramApi.JSON.createObjectNode(), bot.timeout());
            var name = said.result().path("username").asText("");
            return said.isOk() && name.matches("\\w{3,64}")
                    ? Optional.of(URI.create(DEEP_LINK.formatted(name, token)))
                    : Optional.empty();
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            // The caller says that it is away.
            return Optional.empty();
        }
    }

    private Check mqtt(MqttChannel broker) {
        try {
            brokers.of(broker).connect();
            return new Check(true, "The broker lets Trapline in.", List.of());
        } catch (NotAccepted e) {
            return new Check(false, e.getMessage(), List.of());
        }
    }

    private Check telegram(TelegramChannel bot)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var said = telegram.call(bot, "getMe", TelegramApi.JSON.createObjectNode(), bot.timeout());
        return said.isOk()
                ? new Check(
                        true,
                        "The bot @%s answers.".formatted(said.result().path("username").asText()),
                        List.of())
                : new Check(
                        false,
                        "Telegram answered %d; is the token right?".formatted(said.code()),
                        List.of());
    }

    private Check signal(SignalChannel gateway)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var accounts = signal.accounts(gateway).body();
        var registered =
                StreamSupport.stream(accounts.spliterator(), false)
                        .anyMatch(number -> number.asText().equals(gateway.number()));
        if (!registered) {
            return new Check(
                    false,
                    "The number is not registered at the gateway. Link it as a second device, or"
                            + " register it there.",
                    List.of());
        }
        var groups =
                StreamSupport.stream(signal.groups(gateway).body().spliterator(), false)
                        .map(g -> new Group(g.path("name").asText(), g.path("id").asText()))
                        .toList();
        return new Check(true, "The number is registered.", groups);
    }
}

package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.delivery.Channel;
import trapline.delivery.ChannelHook;
import trapline.delivery.Channels;
import trapline.delivery.SignalChannel;
import trapline.delivery.TelegramChannel;
import trapline.delivery.WhatsAppChannel;

/** Hears what people answer on channels, whether it is asked for or sent to us. */
public class ChannelAnswers implements ChannelHook {
    private static final Logger log = LoggerFactory.getLogger(ChannelAnswers.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAKEN = 200;
    private static final int WRONG = 400;
    private static final int NOT_THEIRS = 403;
    private static final int NOT_THERE = 404;

    private final Channels channels;
    private final TelegramAnswersIn telegram;
    private final SignalAnswersIn signal;
    private final WhatsAppAnswersIn whatsApp;

    public ChannelAnswers(
            Channels channels,
            TelegramAnswersIn telegram,
            SignalAnswersIn signal,
            WhatsAppAnswersIn whatsApp) {
        this.channels = channels;
        this.telegram = telegram;
        this.signal = signal;
        this.whatsApp = whatsApp;
    }

    /** Asks one channel once; what cannot be asked now is asked the next time. */
    public void poll(String channelId) {
        var channel = channels.find(channelId);
        try {
            if (channel.isPresent() && channel.get() instanceof TelegramChannel bot) {
                if (bot.answers() == TelegramChannel.Answers.WEBHOOK) {
                    telegram.register(bot);
                } else {
                    telegram.poll(bot);
                }
            } else if (channel.isPresent() && channel.get() instanceof SignalChannel gateway) {
                signal.poll(gateway);
            }
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            log.atDebug()
                    .addKeyValue("channel", channelId)
                    .log("Answers could not be asked for: the party {}", e.getMessage());
        }
    }

    @Override
    public int take(String channelId, Function<String, Optional<String>> header, byte[] body) {
        var channel = channels.find(channelId);
        if (channel.filter(ChannelAnswers::hasHook).isEmpty()) {
            return NOT_THERE;
        }
        if (channel.get() instanceof WhatsAppChannel meta) {
            var signature = header.apply(WhatsAppAnswersIn.SIGNATURE_HEADER);
            if (!WhatsAppAnswersIn.isSigned(meta.hook().orElseThrow(), signature, body)) {
                return NOT_THEIRS;
            }
            return json(body)
                    .map(
                            event -> {
                                whatsApp.take(meta, event);
                                return TAKEN;
                            })
                    .orElse(WRONG);
        }
        var bot = (TelegramChannel) channel.get();
        var secret = header.apply(TelegramAnswersIn.secretHeader());
        return json(body)
                .map(update -> telegram.take(bot, secret, update) ? TAKEN : NOT_THEIRS)
                .orElse(NOT_THEIRS);
    }

    @Override
    public Optional<String> prove(String channelId, Function<String, Optional<String>> parameter) {
        return channels.find(channelId)
                .filter(WhatsAppChannel.class::isInstance)
                .map(WhatsAppChannel.class::cast)
                .flatMap(WhatsAppChannel::hook)
                .filter(hook -> isWord(hook, parameter.apply("hub.verify_token")))
                .filter(hook -> parameter.apply("hub.mode").filter("subscribe"::equals).isPresent())
                .flatMap(hook -> parameter.apply("hub.challenge"))
                .filter(challenge -> challenge.matches("\\w{1,200}"));
    }

    private static boolean isWord(WhatsAppChannel.Hook hook, Optional<String> given) {
        return MessageDigest.isEqual(
                hook.verifyToken().getBytes(StandardCharsets.UTF_8),
                given.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasHook(Channel channel) {
        return (channel instanceof WhatsAppChannel meta && meta.hook().isPresent())
                || (channel instanceof TelegramChannel bot
                        && bot.answers() == TelegramChannel.Answers.WEBHOOK);
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            // Nobody who is right sends this; the status says so.
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}

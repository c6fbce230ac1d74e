package trapline.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import trapline.event.EventDecisions;
import trapline.event.EventHistory;

/**
 * Station <em>answer</em>: what somebody did or wrote in, what to say back out. Who answers an
 * alert takes care of its event; who opens a link binds the chat; who writes stop gets no more.
 * Whatever comes twice changes nothing the second time.
 */
public class AnswerStep {
    private static final Pattern LINK = Pattern.compile("/(?:start|link) +([\\w-]{22})(?:@\\w+)?");
    private static final Pattern STOP = Pattern.compile("/?stop(@\\w+)?", Pattern.CASE_INSENSITIVE);

    /** Signs that say yes, without the colour of the skin. */
    private static final Set<String> YES = Set.of("👍", "✅", "👌", "🆗", "❤", "🙏", "👀");

    private static final Set<String> WORDS = Set.of("ack", "ok", "yes", "acknowledge");

    private final EventDecisions decisions;
    private final SentMessages sent;
    private final ChatLinks links;
    private final LinkedChats chats;
    private final Channels channels;
    private final Vocabulary vocabulary;

    public AnswerStep(
            EventDecisions decisions,
            SentMessages sent,
            ChatLinks links,
            LinkedChats chats,
            Channels channels,
            Vocabulary vocabulary) {
        this.decisions = decisions;
        this.sent = sent;
        this.links = links;
        this.chats = chats;
        this.channels = channels;
        this.vocabulary = vocabulary;
    }

    /** What to say back; empty: nothing. */
    public Optional<String> answer(Answer answer) {
        var words = vocabulary.in(channels.policy(answer.channel()).languageFor(answer.language()));
        if (answer.said() instanceof Answer.Pressed pressed) {
            var message =
                    sent.of(answer.channel(), pressed.deliveryId())
                            .filter(found -> isIn(found, answer));
            return Optional.of(acknowledge(answer, message, words));
        }
        if (answer.said() instanceof Answer.Reacted reacted) {
            return YES.contains(bare(reacted.emoji()))
                    ? Optional.of(acknowledge(answer, about(answer, reacted.receipt()), words))
                    : Optional.empty();
        }
        return wrote(answer, (Answer.Wrote) answer.said(), words);
    }

    private Optional<String> wrote(Answer answer, Answer.Wrote wrote, Words words) {
        var text = wrote.text().strip();
        var link = LINK.matcher(text);
        if (link.matches()) {
            return Optional.of(
                    links.use(link.group(1), answer.channel(), answer.chat())
                            .map(name -> words.of("linked", Map.of("name", name)))
                            .orElse(words.phrase("linkUnusable")));
        }
        if (STOP.matcher(text).matches()) {
            chats.unlink(answer.channel(), answer.chat(), answer.chat(), "They wrote stop.");
            return Optional.of(words.phrase("unlinked"));
        }
        if (isYes(text)) {
            var message =
                    wrote.receipt()
                            .map(receipt -> about(answer, receipt))
                            .orElseGet(() -> newest(answer));
            return Optional.of(acknowledge(answer, message, words));
        }
        // In a group people also talk to each other.
        return answer.isGroup() ? Optional.empty() : Optional.of(words.phrase("notUnderstood"));
    }

    private String acknowledge(Answer answer, Optional<SentMessages.Sent> message, Words words) {
        if (message.isEmpty()) {
            return words.phrase("notUnderstood");
        }
        var by = new EventHistory.By(AlertText.clean(answer.who()), answer.channel());
        var outcome = decisions.acknowledge(message.get().eventId(), by, OptionalInt.empty());
        return outcome == EventDecisions.Outcome.DONE
                ? words.of("acknowledged", Map.of("who", by.who()))
                : words.phrase("acknowledgedBefore");
    }

    /** A message may only be answered where it lies. */
    private boolean isIn(SentMessages.Sent message, Answer answer) {
        return names(answer).contains(message.recipient())
                || message.receipt().startsWith(answer.chat() + "/");
    }

    private Optional<SentMessages.Sent> about(Answer answer, String receipt) {
        return sent.withReceipt(answer.channel(), List.of(receipt, receipt + "/photo"));
    }

    private Optional<SentMessages.Sent> newest(Answer answer) {
        return sent.newest(answer.channel(), names(answer));
    }

    /** What rules may call this chat. */
    private List<String> names(Answer answer) {
        var linked =
                chats.all(answer.channel()).stream()
                        .filter(chat -> chat.chat().equals(answer.chat()))
                        .map(LinkedChats.LinkedChat::name);
        return Stream.concat(Stream.of(answer.chat(), "+" + answer.chat()), linked).toList();
    }

    private static boolean isYes(String text) {
        var first = text.toLowerCase(Locale.ROOT).split("\\s+", 2)[0].replaceAll("[.!,]+$", "");
        return WORDS.contains(first) || YES.contains(bare(text));
    }

    /** Without the marks for skin and colour that phones add. */
    private static String bare(String emoji) {
        return emoji.replaceAll("[\\x{1F3FB}-\\x{1F3FF}\\uFE0F]", "").strip();
    }
}

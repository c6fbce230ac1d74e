package trapline.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Station <em>compose</em>: a {@link Dispatch} in, the {@link Message} for its channel out, in the
 * recipient's language, with nothing in it that may not leave.
 */
public class ComposeStep {
    private static final int LARGEST_ALBUM = 10;

    private final Channels channels;
    private final People people;
    private final SpokenAlerts spoken;
    private final Vocabulary vocabulary;
    private final AlertPicture pictures;

    public ComposeStep(
            Channels channels,
            People people,
            AlertTemplates templates,
            Vocabulary vocabulary,
            AlertPicture pictures) {
        this.channels = channels;
        this.people = people;
        this.spoken = new SpokenAlerts(channels, templates, vocabulary);
        this.vocabulary = vocabulary;
        this.pictures = pictures;
    }

    public Message compose(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        var policy = channels.policy(delivery.channel());
        var channel = channels.find(delivery.channel());
        var text = text(dispatch, policy, channel);
        return new Message(
                delivery.deliveryId().toString(),
                delivery.channel(),
                delivery.recipient(),
                text.subject(),
                spoken.render(channel, text),
                picture(dispatch, policy),
                album(dispatch, policy),
                dispatch.course().ending() ? List.of() : actions(dispatch, text),
                dispatch.course().edits(),
                Optional.of(dispatch));
    }

    private AlertText text(Dispatch dispatch, ChannelPolicy policy, Optional<Channel> channel) {
        var delivery = dispatch.delivery();
        var preferred =
                people.of(delivery.channel(), delivery.recipient())
                        .flatMap(People.Person::language);
        return new AlertText(
                dispatch,
                channel.flatMap(Channel::consoleUrl),
                vocabulary.in(policy.languageFor(preferred)),
                policy.position(dispatch.label()));
    }

    private Optional<Message.Picture> picture(Dispatch dispatch, ChannelPolicy policy) {
        if (!dispatch.withPicture() || dispatch.course().edits().isPresent()) {
            return Optional.empty();
        }
        var blurred = new TreeSet<>(policy.blurred());
        return dispatch.shown().flatMap(capture -> picture(capture, blurred));
    }

    /** One picture alone is no album. */
    private List<Message.Picture> album(Dispatch dispatch, ChannelPolicy policy) {
        var channel = dispatch.delivery().channel();
        if (!dispatch.course().ending()
                || !dispatch.withPicture()
                || dispatch.course().edits().isPresent()
                || !channels.endsWithAlbum(channel)) {
            return List.of();
        }
        var blurred = new TreeSet<>(policy.blurred());
        var pictures =
                dispatch.details().pictures().stream()
                        .limit(LARGEST_ALBUM)
                        .map(capture -> picture(capture, blurred))
                        .flatMap(Optional::stream)
                        .toList();
        return pictures.size() > 1 ? pictures : List.of();
    }

    private Optional<Message.Picture> picture(UUID capture, SortedSet<String> blurred) {
        var key = capture + " without " + String.join(" ", blurred);
        return pictures.annotated(capture, blurred).map(jpeg -> new Message.Picture(key, jpeg));
    }

    private static List<Message.Action> actions(Dispatch dispatch, AlertText text) {
        var actions = new ArrayList<Message.Action>();
        actions.add(
                new Message.Action(
                        Message.Action.Kind.ACKNOWLEDGE,
                        text.words().phrase("acknowledge"),
                        dispatch.delivery().deliveryId().toString()));
        text.more()
                .ifPresent(
                        url ->
                                actions.add(
                                        new Message.Action(
                                                Message.Action.Kind.OPEN,
                                                text.words().phrase("open"),
                                                url.toString())));
        return actions;
    }
}

package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import trapline.stage.RetryLater;

/** Says whether a delivery may go now, must wait, or may never go. */
public class Gate {
    private static final Duration PARKED = Duration.ofMinutes(1);

    private final Channels channels;
    private final ChannelRest rest;
    private final Paces paces;
    private final Parking parking;
    private final Guard guard;
    private final People people;
    private final Unsubscribed unsubscribed;
    private final Clock clock;

    public Gate(
            Channels channels,
            ChannelRest rest,
            Paces paces,
            Parking parking,
            Guard guard,
            People people,
            Unsubscribed unsubscribed,
            Clock clock) {
        this.channels = channels;
        this.rest = rest;
        this.paces = paces;
        this.parking = parking;
        this.guard = guard;
        this.people = people;
        this.unsubscribed = unsubscribed;
        this.clock = clock;
    }

    /**
     * @return why it may never go; empty: it goes now
     * @throws RetryLater if it must wait; that is no attempt
     */
    Optional<String> check(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        if (parking.state().parked()) {
            throw new RetryLater(Parking.REASON, PARKED);
        }
        var forbidden = forbidden(dispatch);
        if (forbidden.isPresent()) {
            return forbidden;
        }
        var channel = channels.find(delivery.channel());
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        var resting = rest.of(channel.get());
        if (resting.isPresent()) {
            if (mayFallOver(dispatch)) {
                return Optional.of(
                        "The channel rests, so the next one is taken: " + resting.get().reason());
            }
            throw new RetryLater(resting.get().reason(), resting.get().left());
        }
        var wait =
                paces.reserve(
                        delivery.deliveryId(),
                        channel.get(),
                        delivery.recipient(),
                        messages(dispatch));
        if (!wait.isZero()) {
            throw new RetryLater("In its turn: the channel has a limit for each recipient.", wait);
        }
        rest.begins(channel.get());
        return Optional.empty();
    }

    /** The pictures of an album count one by one. */
    private int messages(Dispatch dispatch) {
        return dispatch.course().ending() && channels.endsWithAlbum(dispatch.delivery().channel())
                ? Math.max(1, dispatch.details().pictures().size())
                : 1;
    }

    /** Whether the recipient has waited long enough, and has another channel. */
    boolean mayFallOver(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        var waited = Duration.between(dispatch.dueSince(), clock.instant());
        return dispatch.course().edits().isEmpty()
                && !dispatch.course().ending()
                && waited.compareTo(channels.policy(delivery.channel()).fallOverAfter()) >= 0
                && people.next(delivery.channel(), delivery.recipient()).isPresent();
    }

    private Optional<String> forbidden(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        if (!guard.allows(delivery.recipient())) {
            return Optional.of(
                    "This installation is not for real, and the recipient is not on its list"
                            + " (trapline.delivery.allowed).");
        }
        if (unsubscribed.is(delivery.channel(), delivery.recipient())) {
            return Optional.of("The recipient has said that they want no more messages.");
        }
        if (!channels.policy(delivery.channel()).isFor(dispatch.course().project())) {
            return Optional.of(
                    "The project %s may not use the channel %s. Add it under 'projects' in"
                                    .formatted(dispatch.course().project(), delivery.channel())
                            + " channels.yaml, then redrive.");
        }
        return Optional.empty();
    }
}

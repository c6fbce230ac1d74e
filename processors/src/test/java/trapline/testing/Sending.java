package trapline.testing;

import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.Gate;
import trapline.delivery.Guard;
import trapline.delivery.OpenDelivery;
import trapline.delivery.Paces;
import trapline.delivery.Parking;
import trapline.delivery.People;
import trapline.delivery.SettleStep;
import trapline.delivery.Unsubscribed;

/** The steps of station deliver on a test's database, wired as in the application. */
public final class Sending {
    public final Channels channels = new Channels();
    public final People people = new People();
    public final ChannelRest rest;
    public final Paces paces;
    public final Parking parking;
    public final Unsubscribed unsubscribed;
    public final SettleStep settleStep;
    public final OpenDelivery openDelivery;

    public Sending(World world) {
        this(world, Guard.PRODUCTION);
    }

    public Sending(World world, Guard guard) {
        var clock = world.clock;
        rest = new ChannelRest(clock);
        paces = new Paces(clock);
        parking = world.database.transactional(new Parking(world.database.jdbc(), clock));
        unsubscribed = world.database.transactional(new Unsubscribed(world.database.jdbc(), clock));
        settleStep =
                new SettleStep(
                        world.deliveries, channels, rest, paces, people, world.meters, clock);
        openDelivery =
                new OpenDelivery(
                        world.deliveries,
                        new Gate(
                                channels, rest, paces, parking, guard, people, unsubscribed, clock),
                        settleStep);
    }
}

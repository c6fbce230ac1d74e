package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.delivery.Delivery;
import trapline.testing.TestDatabase;

/**
 * Every channel with every fault of its party, for as long as it likes: whatever it is, the
 * delivery ends delivered or failed with a reason, and nobody on another channel waits for it.
 */
class EveryFaultIT {
    private static final Set<String> SETTLED = Set.of("accepted", "failed");

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static DeliveryWorld world;
    private static final Map<String, Wrong> parties = new TreeMap<>();
    private static Wrong neighbour;

    @BeforeAll
    static void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
        for (var kind : Wrong.kinds().entrySet()) {
            var wrong = kind.getValue().apply("broken-" + kind.getKey());
            parties.put(kind.getKey(), wrong);
            world.open(wrong.channel());
        }
        neighbour = Wrong.webhook("neighbour", Duration.ofSeconds(20));
        world.open(neighbour.channel());
    }

    @AfterAll
    static void stopRoutes() throws Exception {
        for (var wrong : parties.values()) {
            wrong.party().close();
        }
        neighbour.party().close();
        world.close();
    }

    @AfterEach
    void mend() {
        parties.values().forEach(Wrong::mend);
    }

    static Stream<Arguments> everything() {
        return Wrong.kinds().keySet().stream()
                .sorted()
                .flatMap(kind -> Wrong.names(kind).sorted().map(name -> Arguments.of(kind, name)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everything")
    void endsDeliveredOrFailedWithAReasonAndDelaysNobodyElse(String kind, String fault)
            throws Exception {
        var suffering = parties.get(kind);
        // What an earlier fault made of the channel is over.
        world.clock.advance(Duration.ofHours(2));
        suffering.faults().get(fault).run();

        var delivery = world.owe(suffering.channel().channelId(), suffering.to());
        var first = world.attempt(delivery, 1);
        var other = world.owe(neighbour.channel().channelId(), neighbour.to());
        world.settles(other, "accepted");
        suffering.mend();
        world.settlesInTime(delivery, SETTLED);

        assertThat(world.attempts(other)).hasSize(1);
        tellsTheStory(delivery, first);
    }

    /** Every attempt has an end, every end but the good one a reason, and no reason a secret. */
    private static void tellsTheStory(Delivery delivery, DeliveryWorld.Attempt first) {
        var attempts = world.attempts(delivery);
        assertThat(attempts.get(0)).isEqualTo(first);
        assertThat(attempts)
                .allSatisfy(
                        attempt -> {
                            if (attempt.outcome().equals("accepted")) {
                                assertThat(attempt.receipt()).isNotBlank();
                            } else {
                                assertThat(attempt.reason())
                                        .isNotBlank()
                                        .doesNotContain(Wrong.SECRET);
                            }
                        });
        var last = attempts.get(attempts.size() - 1);
        assertThat(last.outcome())
                .isEqualTo(world.state(delivery).equals("accepted") ? "accepted" : "refused");
    }
}

package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.camera.Camera;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.ChannelPolicy.Position;
import trapline.project.Project;
import trapline.testing.TestDatabase;

/** What may leave on a channel, on every kind of channel: places, and whose alerts. */
class PrivacyIT {
    private static final double LATITUDE = -1.59217;
    private static final double LONGITUDE = 35.43128;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
    private static final Map<String, Wrong> parties = new TreeMap<>();
    private static DeliveryWorld world;
    private static int cameras;

    @BeforeAll
    static void startRoutes() throws Exception {
        world = new DeliveryWorld(database);
        for (var kind : Wrong.kinds().entrySet()) {
            var party = kind.getValue().apply(kind.getKey() + "-private");
            parties.put(kind.getKey(), party);
            world.open(party.channel());
        }
    }

    @AfterAll
    static void stopRoutes() throws Exception {
        for (var party : parties.values()) {
            party.party().close();
        }
        world.close();
    }

    static Stream<Arguments> kindsAndPositions() {
        return Wrong.kinds().keySet().stream()
                .sorted()
                .flatMap(
                        kind ->
                                Stream.of(Position.values())
                                        .map(position -> Arguments.of(kind, position)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kindsAndPositions")
    void tellsOfAPlaceNoMoreThanMayLeave(String kind, Position position) throws Exception {
        var party = parties.get(kind);
        var id = party.channel().channelId();
        world.usedSo(id, policy(Set.of(), position));
        var before = party.told().get().size();

        var delivery = world.owe(world.leopard(placed()), "leopards", id, party.to());
        world.settlesInTime(delivery, Set.of("accepted", "failed"));

        assertThat(world.state(delivery)).isEqualTo("accepted");
        var all = party.told().get();
        var told = String.join("\n", all.subList(before, all.size()));
        assertThat(told).isNotEmpty();
        if (position != Position.EXACT) {
            assertThat(told).doesNotContain("1.592", "35.431", "1.5921", "35.4312");
        }
        if (position == Position.WITHHELD) {
            assertThat(told).doesNotContain("-1.6", "35.4");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leavesAChannelToTheProjectsThatMayUseIt(String kind) throws Exception {
        var party = parties.get(kind);
        var id = party.channel().channelId();
        var before = party.told().get().size();
        world.usedSo(id, policy(Set.of("another"), Position.EXACT));
        var refused = world.owe(world.leopard(placed()), "leopards", id, party.to());
        world.settles(refused, "failed");
        assertThat(party.told().get()).hasSize(before);
        assertThat(world.attempt(refused, 1).reason()).contains("may not use the channel " + id);

        world.usedSo(id, policy(Set.of(Project.DEFAULT), Position.EXACT));
        var allowed = world.owe(world.leopard(placed()), "leopards", id, party.to());
        world.settlesInTime(allowed, Set.of("accepted", "failed"));

        assertThat(world.state(allowed)).isEqualTo("accepted");
        assertThat(party.told().get().size()).isGreaterThan(before);
    }

    static List<String> kinds() {
        return new ArrayList<>(new TreeMap<>(Wrong.kinds()).keySet());
    }

    private static Camera placed() {
        var camera = world.world.camera("placed-" + cameras++);
        world.world.set(camera, "latitude", LATITUDE);
        return world.world.set(camera, "longitude", LONGITUDE);
    }

    private static ChannelPolicy policy(Set<String> projects, Position position) {
        return new ChannelPolicy(
                "en",
                projects,
                Set.of(),
                Set.of("panthera pardus"),
                position,
                Duration.ofMinutes(2),
                Optional.empty(),
                false);
    }
}

package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.alert.AlertsRaised;
import trapline.alert.JudgeStep;
import trapline.alert.Rule;
import trapline.alert.Rules;
import trapline.camera.Camera;
import trapline.delivery.Deliveries;
import trapline.delivery.OweStep;
import trapline.event.GroupStep;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.routes.ftps.Eventually;
import trapline.standin.telegram.TelegramStandIn;
import trapline.testing.TestDatabase;
import trapline.testing.TestRule;

/** Many pictures of one animal, from the judging of each to the message in the chat. */
class BurstIT {
    private static final int PICTURES = 40;
    private static final Duration INDEPENDENCE = Duration.ofMinutes(5);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private DeliveryWorld world;
    private TelegramStandIn telegram;
    private JudgeStep judgeStep;
    private GroupStep groupStep;
    private OweStep oweStep;

    @BeforeEach
    void open() throws Exception {
        world = new DeliveryWorld(database);
        telegram = TelegramStandIn.start(Bots.TELEGRAM_TOKEN);
        world.open(Bots.telegram("bot", telegram));
        var rules = new Rules();
        rules.replace(
                List.of(
                        new TestRule("leopards")
                                .labels("leopard")
                                .tells(List.of(new Rule.Recipient("bot", "42")))
                                .build()));
        judgeStep = world.world.judgeStep(rules);
        groupStep =
                new GroupStep(
                        world.world.events,
                        world.world.eventLabels,
                        world.world.cameras,
                        INDEPENDENCE,
                        Optional.empty());
        oweStep = new OweStep(world.world.deliveries);
    }

    @AfterEach
    void shut() {
        world.close();
        telegram.close();
    }

    @Test
    void tellsABurstInOneMessageWithACountAndTheNextVisitInOneMore() throws Exception {
        var camera = world.world.camera("north");

        for (var i = 0; i < PICTURES; i++) {
            pass(camera);
            world.pass(Duration.ofSeconds(2));
        }
        shows(1, PICTURES + " pictures so far");
        assertThat(count("alert")).isEqualTo(1);
        assertThat(count("delivery")).isEqualTo(1);
        assertThat(telegram.uploads()).isEqualTo(1);

        world.rests();
        world.clock.advance(Duration.ofMinutes(10));
        pass(camera);
        telegram.await(2, Duration.ofSeconds(20));
        world.empties();

        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().get(0).text()).contains(PICTURES + " pictures so far");
        assertThat(telegram.messages().get(1).text()).doesNotContain("so far");
        assertThat(count("alert")).isEqualTo(2);
        assertThat(count("delivery")).isEqualTo(2);
    }

    /** As station judge does it. */
    private void pass(Camera camera) {
        var capture = world.leopard(camera);
        var leopard = new Sighted("animal", 0.9, Optional.of(new Label("leopard", 0.9)));
        database.inTransaction(
                () -> {
                    AlertsRaised raised =
                            judgeStep.judge(
                                    groupStep.group(new Observations(capture, List.of(leopard))));
                    var owed = oweStep.owe(raised);
                    owed.forEach(delivery -> world.world.stages.put(Deliveries.STAGE, delivery));
                    return owed;
                });
    }

    /** Waits until the messages are so many and the last says so, while time passes. */
    private void shows(int messages, String words) throws Exception {
        Eventually.holds(
                "%d messages, the last with: %s".formatted(messages, words),
                () -> {
                    world.pass(Duration.ofSeconds(1));
                    world.grown.find();
                    var all = telegram.messages();
                    return all.size() == messages && all.get(messages - 1).text().contains(words);
                });
    }

    private static long count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}

package trapline.routes.flow;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.stage.StageMessage;
import trapline.stage.StageTask;
import trapline.stage.Stages;

/** The real stages, which trip when they are told to. */
class TrippingStages extends Stages {
    private final AtomicReference<String> trip = new AtomicReference<>("");

    TrippingStages(JdbcClient jdbc, Clock clock) {
        super(jdbc, clock);
    }

    /** Once, right after a message was put before this stage. */
    void tripAfterPut(String stage) {
        trip.set(stage);
    }

    /** Once, right after a message was finished in a route. */
    void tripAfterFinish() {
        trip.set("finish");
    }

    @Override
    @Transactional
    public void put(String stage, StageMessage message) {
        super.put(stage, message);
        tripAt(stage);
    }

    @Override
    @Transactional
    public void finish(StageTask task) {
        super.finish(task);
        tripAt("finish");
    }

    @Override
    @Transactional
    public void pass(StageTask done, String stage, StageMessage message) {
        super.pass(done, stage, message);
        tripAt(stage);
        tripAt("finish");
    }

    @Override
    @Transactional
    public void passRepeatable(StageTask done, String stage, StageMessage message) {
        super.passRepeatable(done, stage, message);
        tripAt(stage);
        tripAt("finish");
    }

    private void tripAt(String place) {
        if (place.equals(trip.get())) {
            trip.set("");
            throw new IllegalStateException("tripped");
        }
    }
}

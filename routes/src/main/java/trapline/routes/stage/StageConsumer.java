package trapline.routes.stage;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import trapline.stage.RetryLater;
import trapline.stage.RootCause;
import trapline.stage.StageTask;
import trapline.stage.Stages;

/**
 * Leases one message after the other and sends each through the route. What the route throws
 * decides: try again later, or give up and keep it as a failed job.
 */
class StageConsumer extends DefaultConsumer {
    private static final Logger log = LoggerFactory.getLogger(StageConsumer.class);

    /** How long an idle worker trusts that it would be told of new messages. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final long NOT_EMPTY = -1;
    private static final int LONGEST_REASON = 500;

    private final StageEndpoint endpoint;
    private final StageComponent component;
    private final AtomicLong emptySince = new AtomicLong(NOT_EMPTY);
    private final Timer done;
    private final Timer failed;
    private ExecutorService workers;
    private volatile long noQueueSince = NOT_EMPTY;
    private volatile boolean databaseAway;

    StageConsumer(StageEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        this.done = timer("done");
        this.failed = timer("failed");
    }

    private Timer timer(String outcome) {
        return Timer.builder("trapline.stage.duration")
                .description("Time one message takes in a stage")
                .tag("stage", endpoint.getName())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(component.meters());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var count = endpoint.getWorkers() + endpoint.getSpare();
        workers =
                endpoint.getCamelContext()
                        .getExecutorServiceManager()
                        .newFixedThreadPool(
                                this, "stage-" + endpoint.getName() + endpoint.getPart(), count);
        for (var i = 0; i < count; i++) {
            workers.execute(this::work);
        }
        component.takes(endpoint.getName(), endpoint.getPart(), this);
    }

    @Override
    protected void doStop() throws Exception {
        component.takesNoMore(endpoint.getName(), endpoint.getPart(), this);
        super.doStop();
        if (workers != null) {
            endpoint.getCamelContext()
                    .getExecutorServiceManager()
                    .shutdownGraceful(workers, 10_000);
        }
    }

    private void work() {
        try {
            while (isRunAllowed() && !isSuspendingOrSuspended()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        var seen = component.wakeUps().count(endpoint.getName());
        var task = emptySince.get() == seen ? Optional.<StageTask>empty() : claim(seen);
        if (task.isPresent()) {
            workOn(task.get());
        } else {
            component.wakeUps().await(endpoint.getName(), seen, LOOK_AGAIN);
            emptySince.compareAndSet(seen, NOT_EMPTY);
        }
    }

    /**
     * @param seen announcements heard before; while there are no more, what was empty stays empty,
     *     and nobody need ask the database
     */
    private Optional<StageTask> claim(long seen) {
        try {
            var claim =
                    component
                            .stages()
                            .next(
                                    endpoint.getName(),
                                    endpoint.getPart(),
                                    component.owner(),
                                    RunningTasks.LEASE);
            databaseIsBack();
            var more = claim.isPresent() && claim.get().more();
            noQueueSince = more ? NOT_EMPTY : seen;
            if (!more) {
                emptySince.set(seen);
            }
            return claim.map(Stages.Claim::task);
        } catch (DataAccessException | TransactionException e) {
            databaseIsAway(e);
            return Optional.empty();
        }
    }

    /**
     * Whether messages may wait in the stage, by what workers found and what was announced since.
     */
    boolean hasQueue() {
        return noQueueSince != component.wakeUps().count(endpoint.getName());
    }

    /**
     * Works on a message, and on what came of it for as long as that stays in this worker's hand.
     */
    private void workOn(StageTask task) throws InterruptedException {
        component.running().add(task);
        try {
            var made = run(task, task, failure -> settleFailure(task, failure));
            while (made.isPresent()) {
                made = goOn(task, made.get());
            }
        } finally {
            component.running().remove(task);
        }
    }

    private Optional<InHand> goOn(StageTask task, InHand made) throws InterruptedException {
        var taker = component.taker(made.stage(), "");
        if (taker != null && taker.isRunAllowed()) {
            return taker.run(
                    task, made.content(), failure -> writeDown(task, made, reason(failure)));
        }
        settle(() -> writeDown(task, made, "Its route was stopped."));
        return Optional.empty();
    }

    /**
     * @param task what all this is the work on
     * @param content what the route is given
     * @param ending what becomes of the work when the route throws
     * @return what the route made of it and left in this worker's hand
     */
    private Optional<InHand> run(StageTask task, Object content, Consumer<Throwable> ending)
            throws InterruptedException {
        var timer = Timer.start(component.meters());
        var exchange = createExchange(false);
        try {
            var failure = process(exchange, task, content);
            var made = exchange.getProperty(StageEndpoint.IN_HAND, InHand.class);
            if (failure != null) {
                settle(() -> ending.accept(failure));
            } else if (made == null && exchange.getProperty(StageEndpoint.SETTLED) == null) {
                settle(() -> component.stages().finish(task));
            }
            timer.stop(failure == null ? done : failed);
            return failure == null ? Optional.ofNullable(made) : Optional.empty();
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Sends it through the route. */
    private Throwable process(Exchange exchange, StageTask task, Object content) {
        exchange.getMessage().setBody(content);
        exchange.setProperty(StageEndpoint.TASK, task);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange.getException();
    }

    /** What a worker cannot go on with is stored and waits before its stage, for whoever can. */
    private void writeDown(StageTask task, InHand made, String why) {
        var failure = component.send(made.write(), task, made.content());
        if (failure.isPresent()) {
            settleFailure(task, failure.get());
        } else {
            log.atInfo()
                    .addKeyValue("stage", made.stage())
                    .addKeyValue("subject", task.subjectId())
                    .log("Nobody went on with it at once, so it waits there: {}", why);
        }
    }

    /** Writes down how it ended, however long the database is away. */
    private void settle(Runnable ending) throws InterruptedException {
        while (isRunAllowed()) {
            try {
                ending.run();
                databaseIsBack();
                return;
            } catch (DataAccessException | TransactionException e) {
                databaseIsAway(e);
                component
                        .wakeUps()
                        .await(
                                endpoint.getName(),
                                component.wakeUps().count(endpoint.getName()),
                                LOOK_AGAIN);
            }
        }
    }

    private void settleFailure(StageTask task, Throwable failure) {
        var later = causeOf(failure, RetryLater.class);
        var reason = reason(failure);
        if (later != null) {
            component.stages().postpone(task, later.waitBefore(), reason);
        } else if (component.retryPolicy().givesUp(failure, task.attempts())) {
            component.failedJobs().add(task, reason);
            component
                    .meters()
                    .counter("trapline.failed.jobs", "stage", endpoint.getName())
                    .increment();
            log.atError()
                    .addKeyValue("stage", task.stage())
                    .addKeyValue("subject", task.subjectId())
                    .setCause(failure)
                    .log("Gave up after {} attempts: {}", task.attempts(), reason);
        } else {
            var wait = component.retryPolicy().waitAfter(task.attempts());
            component.stages().defer(task, wait, reason);
            log.atWarn()
                    .addKeyValue("stage", task.stage())
                    .addKeyValue("subject", task.subjectId())
                    .log("Attempt {} failed, next in {}: {}", task.attempts(), wait, reason);
        }
    }

    private void databaseIsAway(RuntimeException e) {
        if (!databaseAway) {
            databaseAway = true;
            log.error(
                    "Stage {} waits: the database does not answer. Nothing is lost; work goes on"
                            + " when it is back. Cause: {}",
                    endpoint.getName(),
                    reason(e));
        }
    }

    private void databaseIsBack() {
        if (databaseAway) {
            databaseAway = false;
            log.info("Stage {} works again: the database is back", endpoint.getName());
        }
    }

    private static String reason(Throwable failure) {
        var text = RootCause.of(failure);
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    private static <T extends Throwable> T causeOf(Throwable failure, Class<T> kind) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}

package trapline.routes.stage;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
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
            var inHand = run(new InHand(task.get()));
            while (inHand.isPresent()) {
                inHand = goOn(inHand.get());
            }
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
            if (claim.isEmpty() || !claim.get().more()) {
                emptySince.set(seen);
            }
            return claim.map(Stages.Claim::task);
        } catch (DataAccessException | TransactionException e) {
            databaseIsAway(e);
            return Optional.empty();
        }
    }

    /** Works on what another route of this process has made and left in this worker's hand. */
    private Optional<InHand> goOn(InHand work) throws InterruptedException {
        var task = work.task();
        var taker = component.taker(task.stage(), task.part());
        if (taker != null && taker.isRunAllowed()) {
            return taker.run(work);
        }
        try {
            component.stages().postpone(task, Duration.ZERO, "Its route was stopped.");
        } catch (DataAccessException | TransactionException e) {
            databaseIsAway(e);
        }
        return Optional.empty();
    }

    /**
     * @return what the route made of it and left in this worker's hand
     */
    private Optional<InHand> run(InHand work) throws InterruptedException {
        var task = work.task();
        component.running().add(task);
        var timer = Timer.start(component.meters());
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(work.content());
            exchange.setProperty(StageEndpoint.TASK, task);
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            var failure = exchange.getException();
            settle(task, exchange, failure);
            timer.stop(failure == null ? done : failed);
            return failure == null
                    ? Optional.ofNullable(exchange.getProperty(StageEndpoint.IN_HAND, InHand.class))
                    : Optional.empty();
        } finally {
            component.running().remove(task);
            releaseExchange(exchange, false);
        }
    }

    /** Writes down how it ended, however long the database is away. */
    private void settle(StageTask task, Exchange exchange, Throwable failure)
            throws InterruptedException {
        while (isRunAllowed()) {
            try {
                if (failure == null) {
                    if (exchange.getProperty(StageEndpoint.SETTLED) == null) {
                        component.stages().finish(task);
                    }
                } else {
                    settleFailure(task, failure);
                }
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

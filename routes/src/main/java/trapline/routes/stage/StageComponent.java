package trapline.routes.stage;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.stage.FailedJobs;
import trapline.stage.Repeated;
import trapline.stage.RetryPolicy;
import trapline.stage.StageTask;
import trapline.stage.Stages;

/**
 * The Camel component {@code stage:NAME}: takes messages from the rows of {@link Stages} and puts
 * them there. It keeps the leases of running work, gives back what an earlier run of this instance
 * had leased, and makes ready what has waited long enough.
 */
@Component("stage")
public class StageComponent extends DefaultComponent {
    private static final Logger log = LoggerFactory.getLogger(StageComponent.class);
    private static final long PROMOTE_EVERY_MILLIS = 500;

    private final Stages stages;
    private final FailedJobs failedJobs;
    private final RetryPolicy retryPolicy;
    private final WakeUps wakeUps;
    private final MeterRegistry meters;
    private final String owner;
    private final RunningTasks running;
    private final Map<String, StageConsumer> takers = new ConcurrentHashMap<>();
    private ProducerTemplate routes;
    private ScheduledExecutorService keeper;
    private Future<?> keeping;

    /**
     * @param owner names this instance, also after a restart, and no other
     */
    public StageComponent(
            Stages stages,
            FailedJobs failedJobs,
            RetryPolicy retryPolicy,
            WakeUps wakeUps,
            MeterRegistry meters,
            String owner) {
        this.stages = stages;
        this.failedJobs = failedJobs;
        this.retryPolicy = retryPolicy;
        this.wakeUps = wakeUps;
        this.meters = meters;
        this.owner = owner;
        this.running = new RunningTasks(stages, owner);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        var endpoint = new StageEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        routes = getCamelContext().createProducerTemplate();
        var given = stages.release(owner);
        if (given > 0) {
            log.info("Took up {} messages that an earlier run had left unfinished", given);
        }
        keeper =
                getCamelContext()
                        .getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "stage-keeper");
        keeping =
                keeper.scheduleWithFixedDelay(
                        new Repeated("Keeping what workers have in hand", this::keep),
                        PROMOTE_EVERY_MILLIS,
                        PROMOTE_EVERY_MILLIS,
                        TimeUnit.MILLISECONDS);
        wakeUps.start();
    }

    @Override
    protected void doStop() throws Exception {
        if (keeper != null) {
            keeping.cancel(false);
            getCamelContext().getExecutorServiceManager().shutdownNow(keeper);
        }
        wakeUps.stop();
        ServiceHelper.stopService(routes);
        super.doStop();
    }

    private void keep() {
        running.renew();
        stages.promote();
    }

    Stages stages() {
        return stages;
    }

    FailedJobs failedJobs() {
        return failedJobs;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    WakeUps wakeUps() {
        return wakeUps;
    }

    MeterRegistry meters() {
        return meters;
    }

    String owner() {
        return owner;
    }

    RunningTasks running() {
        return running;
    }

    /**
     * Sends something that a task led to through a route of this process.
     *
     * @return what the route threw
     */
    Optional<Throwable> send(String route, StageTask task, Object content) {
        var exchange = getCamelContext().getEndpoint(route).createExchange();
        exchange.getMessage().setBody(content);
        exchange.setProperty(StageEndpoint.TASK, task);
        send(route, exchange);
        return Optional.ofNullable(exchange.getException());
    }

    /** Sends an exchange through a route of this process; it holds what the route threw. */
    void send(String route, Exchange exchange) {
        routes.send(route, exchange);
    }

    void takes(String stage, String part, StageConsumer consumer) {
        takers.put(key(stage, part), consumer);
    }

    void takesNoMore(String stage, String part, StageConsumer consumer) {
        takers.remove(key(stage, part), consumer);
    }

    /** Who takes the messages of a stage in this process; null when nobody does. */
    StageConsumer taker(String stage, String part) {
        return takers.get(key(stage, part));
    }

    /** A stage's name has no colon. */
    private static String key(String stage, String part) {
        return stage + ":" + part;
    }
}

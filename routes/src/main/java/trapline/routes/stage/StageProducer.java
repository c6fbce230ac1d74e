package trapline.routes.stage;

import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import trapline.stage.StageMessage;
import trapline.stage.StageTask;
import trapline.stage.Stages;

/**
 * Puts the body, one {@link StageMessage} or several or none, before the stage, and finishes the
 * task the route is working on. Both in the transaction around it. Or leaves the body in the
 * worker's hand.
 */
class StageProducer extends DefaultProducer {
    /** A stage of this name takes nothing: what is put there is finished. */
    private static final String END = "end";

    private final StageEndpoint endpoint;

    StageProducer(StageEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        if (endpoint.isInHand()) {
            leaveInHand(exchange);
        } else {
            put(exchange);
        }
    }

    /** Unless nobody takes it here, or others wait before it: then it is written down at once. */
    private void leaveInHand(Exchange exchange) {
        var taker = endpoint.getComponent().taker(endpoint.getName(), "");
        if (taker != null && taker.isRunAllowed() && !taker.hasQueue()) {
            exchange.setProperty(
                    StageEndpoint.IN_HAND,
                    new InHand(
                            endpoint.getName(),
                            exchange.getMessage().getBody(),
                            endpoint.getWrite()));
        } else {
            endpoint.getComponent().send(endpoint.getWrite(), exchange);
        }
    }

    private void put(Exchange exchange) {
        List<StageMessage> messages =
                END.equals(endpoint.getName())
                        ? List.of()
                        : messages(exchange.getMessage().getBody());
        var task = exchange.getProperty(StageEndpoint.TASK, StageTask.class);
        if (task != null && messages.size() == 1) {
            pass(task, messages.get(0));
        } else if (task != null && messages.isEmpty() && !END.equals(endpoint.getName())) {
            // Whoever would have been told is not, so it may be done once more after a power cut.
            stages().finishRepeatable(task);
        } else {
            messages.forEach(message -> stages().put(endpoint.getName(), message));
            if (task != null) {
                stages().finish(task);
            }
        }
        if (task != null) {
            exchange.setProperty(StageEndpoint.SETTLED, true);
        }
    }

    private void pass(StageTask task, StageMessage message) {
        if (endpoint.isRepeatable()) {
            stages().passRepeatable(task, endpoint.getName(), message);
        } else {
            stages().pass(task, endpoint.getName(), message);
        }
    }

    private Stages stages() {
        return endpoint.getComponent().stages();
    }

    private List<StageMessage> messages(Object body) {
        if (body instanceof StageMessage message) {
            return List.of(message);
        }
        if (body instanceof Collection<?> several) {
            return several.stream().map(this::message).toList();
        }
        return List.of(message(body));
    }

    private StageMessage message(Object body) {
        if (body instanceof StageMessage message) {
            return message;
        }
        throw new IllegalArgumentException(
                "stage %s takes stage messages, but the route handed it %s"
                        .formatted(
                                endpoint.getName(),
                                body == null ? "nothing" : body.getClass().getName()));
    }
}

package trapline.routes.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import trapline.delivery.Dispatch;

/** Puts the headers of a webhook request on the message; they are many and depend on the body. */
public class WebhookHeaders implements Processor {
    private final WebhookMessage message;

    public WebhookHeaders(WebhookMessage message) {
        this.message = message;
    }

    @Override
    public void process(Exchange exchange) {
        var dispatch = exchange.getProperty("dispatch", Dispatch.class);
        var body = exchange.getMessage().getBody(byte[].class);
        message.headers(dispatch, body).forEach(exchange.getMessage()::setHeader);
    }
}

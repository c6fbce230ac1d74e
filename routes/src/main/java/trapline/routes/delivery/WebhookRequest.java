package trapline.routes.delivery;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import trapline.delivery.Dispatch;
import trapline.project.Identifiers;
import trapline.project.OwnAddresses;
import trapline.stage.PermanentFailure;

/**
 * Makes a webhook request of a delivery, or of the JSON of somebody's own: the body, and its many
 * headers, which depend on it.
 */
public class WebhookRequest implements Processor {
    private final WebhookMessage message;
    private final Identifiers identifiers;
    private final OwnAddresses own;

    public WebhookRequest(WebhookMessage message, Identifiers identifiers, OwnAddresses own) {
        this.message = message;
        this.identifiers = identifiers;
        this.own = own;
    }

    @Override
    public void process(Exchange exchange) {
        var in = exchange.getMessage();
        var channel = exchange.getProperty("alertChannel", String.class);
        byte[] body;
        String id;
        if (in.getBody() instanceof Dispatch dispatch) {
            body = message.body(dispatch);
            id = dispatch.delivery().deliveryId().toString();
        } else {
            var text = in.getBody(String.class);
            if (text == null || text.isBlank()) {
                throw new PermanentFailure("The sink for webhooks takes JSON, and there is none.");
            }
            body = text.getBytes(StandardCharsets.UTF_8);
            id = identifiers.next().toString();
        }
        if (own.leadsTo(message.host(channel))) {
            throw new PermanentFailure(
                    "The address of the webhook leads to one that is for a machine's own use.");
        }
        in.setBody(body);
        message.headers(channel, id, body).forEach(in::setHeader);
    }
}

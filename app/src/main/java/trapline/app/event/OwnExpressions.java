package trapline.app.event;

import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import trapline.condition.Expressions;

/** Evaluates free conditions where no server runs, in a Camel of its own without any route. */
public final class OwnExpressions implements Expressions, AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SimpleExpressions expressions = new SimpleExpressions(camel);

    public OwnExpressions() {
        camel.start();
    }

    @Override
    public boolean holds(String text, Map<String, Object> facts) {
        return expressions.holds(text, facts);
    }

    @Override
    public void close() {
        camel.stop();
    }
}

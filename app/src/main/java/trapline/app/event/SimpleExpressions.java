package trapline.app.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;
import trapline.condition.Expressions;
import trapline.condition.FreeText;

/** Evaluates free conditions with Camel's Simple language, facts as variables of an exchange. */
class SimpleExpressions implements Expressions {
    /** Far more than there are rules; then they are read anew. */
    private static final int MOST = 5000;

    private final CamelContext camel;
    private final Map<String, Predicate> read = new ConcurrentHashMap<>();

    SimpleExpressions(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public boolean holds(String text, Map<String, Object> facts) {
        if (read.size() > MOST) {
            read.clear();
        }
        var exchange = new DefaultExchange(camel);
        facts.forEach(exchange::setVariable);
        return read.computeIfAbsent(text, this::parse).matches(exchange);
    }

    private Predicate parse(String text) {
        FreeText.check(text)
                .ifPresent(
                        wrong -> {
                            throw new IllegalArgumentException(wrong);
                        });
        var predicate = camel.resolveLanguage("simple").createPredicate(text);
        predicate.init(camel);
        return predicate;
    }
}

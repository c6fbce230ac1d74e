package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class DrawableRoutesTest {
    private static final String ROUTE =
            """
            - route:
                id: try
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct:try
                  steps:
                    - bean: {ref: failing, method: fail}
            """;

    @Test
    void keepsTheErrorHandlerOutOfWhatIsDrawn() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            add(camel);

            var drawn =
                    PluginHelper.getModelToXMLDumper(camel)
                            .dumpModelAsXml(camel, camel.getRouteDefinition("try"));

            assertThat(drawn).contains("failing").doesNotContainIgnoringCase("errorHandler");
        }
    }

    @Test
    void leavesItInForce() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            var failing = new Failing();
            camel.getRegistry().bind("failing", failing);
            // Whoever has no handler of his own would be tried again.
            camel.getCamelContextExtension()
                    .setErrorHandlerFactory(
                            new DefaultErrorHandlerBuilder()
                                    .maximumRedeliveries(3)
                                    .redeliveryDelay(0));
            add(camel);
            camel.start();

            assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("direct:try", "a"))
                    .isInstanceOf(CamelExecutionException.class);

            assertThat(failing.times).hasValue(1);
        }
    }

    private static void add(ModelCamelContext camel) throws Exception {
        camel.addModelLifecycleStrategy(new DrawableRoutes());
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("try.yaml", ROUTE));
    }

    /** A step that never succeeds. */
    public static final class Failing {
        private final AtomicInteger times = new AtomicInteger();

        public void fail() {
            times.incrementAndGet();
            throw new IllegalStateException("never");
        }
    }
}

package trapline.app.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Builds routes in a Camel of their own that starts nothing, to see whether they could run. */
class TrialRun {
    private final BeanRepository beans;
    private final Map<String, String> properties;

    /**
     * @param beans that routes may name
     * @param properties that routes may refer to
     */
    TrialRun(BeanRepository beans, Map<String, String> properties) {
        this.beans = new WithoutComponents(beans);
        this.properties = Map.copyOf(properties);
    }

    /**
     * @return the ids of the routes in the text
     * @throws Exception if they could not run; its root says why
     */
    @SuppressWarnings("try") // closing a context declares every exception
    Set<String> routeIds(String name, String yaml) throws Exception {
        try (var trial = new DefaultCamelContext(new DefaultRegistry(beans))) {
            trial.setAutoStartup(false);
            trial.getPropertiesComponent().setInitialProperties(asProperties());
            var kamelets = new KameletComponent();
            kamelets.setLocation("classpath:trapline/routes/kamelets");
            trial.addComponent("kamelet", kamelets);
            trial.addComponent("stage", new NoStages());
            load(trial, name, yaml);
            trial.start();
            return trial.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
        }
    }

    private static void load(CamelContext trial, String name, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(trial)
                .loadRoutes(ResourceHelper.fromString("route-config/" + name, yaml));
    }

    private java.util.Properties asProperties() {
        var all = new java.util.Properties();
        all.putAll(properties);
        return all;
    }

    /** A component belongs to one Camel; the trial makes its own. */
    private record WithoutComponents(BeanRepository beans) implements BeanRepository {
        @Override
        public Object lookupByName(String name) {
            var bean = beans.lookupByName(name);
            return bean instanceof Component ? null : bean;
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            return Component.class.isAssignableFrom(type)
                    ? null
                    : beans.lookupByNameAndType(name, type);
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Component.class.isAssignableFrom(type)
                    ? Map.of()
                    : beans.findByTypeWithName(type);
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Component.class.isAssignableFrom(type) ? Set.of() : beans.findByType(type);
        }
    }

    /** Stands for the stages, whose real component would take up work as soon as it starts. */
    private static final class NoStages extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(
                String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(org.apache.camel.Exchange exchange) {
                            throw new IllegalStateException("a trial sends nothing");
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DefaultConsumer(this, processor);
                }
            };
        }
    }
}

package trapline.app.config;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import trapline.routes.ftps.SessionReusingFtpsComponent;
import trapline.stage.RootCause;

/** Builds routes in a Camel of their own that starts nothing, to see whether they could run. */
class TrialRun {
    /** For routes that name the workers of a station. */
    static final Map<String, String> ANY_WORKERS =
            Map.of(
                    "trapline.detection.workers", "1",
                    "trapline.detection.spare", "0",
                    "trapline.classification.workers", "1",
                    "trapline.event.workers", "1");

    private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

    /** What an admin may have written into an address; Camel repeats it. */
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)((?:pass|secret|token|credential|api-?key|access-?key)[\\w-]*\\s*[=:]\\s*)[^&,;}\\]\\s]+");

    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");
    private static final Pattern WORD = Pattern.compile("([A-Za-z][\\w.:/-]{3,})");

    private final SchemaCheck outline = new SchemaCheck("routes");
    private final BeanRepository beans;
    private final Map<String, String> properties;
    private final boolean beansAreKnown;

    /**
     * @param beans that routes may name
     * @param properties that routes may refer to
     */
    TrialRun(BeanRepository beans, Map<String, String> properties) {
        this(beans, properties, true);
    }

    /**
     * @param beansAreKnown false where nothing runs; then a bean that is not there is no mistake
     */
    TrialRun(BeanRepository beans, Map<String, String> properties, boolean beansAreKnown) {
        this.beans = new WithoutComponents(beans);
        this.properties = Map.copyOf(properties);
        this.beansAreKnown = beansAreKnown;
    }

    /**
     * What a trial showed.
     *
     * @param routeIds of the routes in the file
     * @param problems empty: they could run
     */
    record Trial(Set<String> routeIds, List<ConfigProblem> problems) {}

    Trial of(String name, String yaml) {
        try {
            var problems = outline.check(YamlDocument.parse(name, yaml));
            if (!problems.isEmpty()) {
                return new Trial(Set.of(), problems);
            }
            return new Trial(routeIds(name, yaml), List.of());
        } catch (ConfigInvalid e) {
            return new Trial(Set.of(), e.problems());
        } catch (Exception e) {
            // Camel declares no narrower type; whatever it says is about this file.
            if (!beansAreKnown && isForWantOfABean(e)) {
                return new Trial(Set.of(), List.of());
            }
            return new Trial(Set.of(), List.of(problem(name, yaml, RootCause.of(e))));
        }
    }

    @SuppressWarnings("try") // closing a context declares every exception
    private Set<String> routeIds(String name, String yaml) throws Exception {
        try (var trial = new DefaultCamelContext(new DefaultRegistry(beans))) {
            trial.setAutoStartup(false);
            trial.getPropertiesComponent().setInitialProperties(asProperties());
            var kamelets = new KameletComponent();
            kamelets.setLocation("classpath:trapline/routes/kamelets");
            trial.addComponent("kamelet", kamelets);
            trial.addComponent("ftps", new SessionReusingFtpsComponent());
            trial.addComponent("stage", new NoStages());
            templates(trial);
            load(trial, name, yaml);
            trial.start();
            // Those that Camel named itself are named anew where they run.
            return trial.getRoutes().stream()
                    .map(Route::getRouteId)
                    .filter(id -> !isGenerated(trial, id))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isGenerated(ModelCamelContext trial, String id) {
        var definition = trial.getRouteDefinition(id);
        return definition == null || !definition.hasCustomIdAssigned();
    }

    private static boolean isForWantOfABean(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchBeanException) {
                return true;
            }
        }
        return false;
    }

    /** Camel names the line of some mistakes; of others, a word that stands in it. */
    private static ConfigProblem problem(String name, String yaml, String message) {
        var line = LINE.matcher(message);
        var place = line.find() ? Integer.parseInt(line.group(1)) : lineOfQuoted(yaml, message);
        return new ConfigProblem(
                name,
                place,
                1,
                "Camel cannot run it: %s.".formatted(said(message)),
                "Correct the route; the reference of Camel's YAML tells what may stand there.");
    }

    /**
     * Why Camel could not do something, in one line without secrets. Camel declares every exception
     * there is: who was interrupted stays so.
     */
    static String said(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return said(RootCause.of(failure));
    }

    /** Without secrets, and without the full stop that is put behind it. */
    static String said(String message) {
        var first = message.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst();
        var masked = SECRET.matcher(first.orElse("it gave no reason")).replaceAll("$1***");
        return USER_INFO.matcher(masked).replaceAll("//***@").replaceAll("[.\\s]+$", "");
    }

    private static int lineOfQuoted(String yaml, String message) {
        var lines = yaml.lines().toList();
        return WORD.matcher(message)
                .results()
                .flatMap(word -> Stream.of(word.group(1), word.group(1).replace("://", ":")))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .flatMap(
                        word ->
                                IntStream.range(0, lines.size())
                                        .filter(i -> lines.get(i).contains(word))
                                        .boxed()
                                        .limit(1))
                .findFirst()
                .map(i -> i + 1)
                .orElse(1);
    }

    /** The templates that travel with Trapline, of which an admin may make routes too. */
    private static void templates(CamelContext trial) throws Exception {
        var files =
                new PathMatchingResourcePatternResolver(TrialRun.class.getClassLoader())
                        .getResources("classpath*:trapline/routes/templates/*.yaml");
        for (var file : files) {
            PluginHelper.getRoutesLoader(trial)
                    .loadRoutes(
                            ResourceHelper.fromString(
                                    file.getFilename(),
                                    file.getContentAsString(StandardCharsets.UTF_8)));
        }
    }

    private static void load(CamelContext trial, String name, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(trial)
                .loadRoutes(ResourceHelper.fromString("route-config/" + name, yaml));
    }

    private Properties asProperties() {
        var all = new Properties();
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
                        public void process(Exchange exchange) {
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

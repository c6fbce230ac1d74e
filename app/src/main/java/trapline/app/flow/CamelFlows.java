package trapline.app.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedPerformanceCounterMBean;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import trapline.api.flow.Flows;

/** Reads the routes from Camel's own model, and their counts from its management. */
class CamelFlows implements Flows {
    private static final List<String> ORDER =
            List.of(
                    "source",
                    "capture",
                    "detection",
                    "classification",
                    "event",
                    "alert",
                    "deliver",
                    "answers");

    private static final int LONGEST_LABEL = 160;
    private static final Pattern INNER = Pattern.compile("[^.]*-(files|due|sink)");
    private static final Pattern STAGE = Pattern.compile("stage=([a-z-]+)");

    private final ModelCamelContext camel;
    private final ManagedCamelContext counters;

    CamelFlows(CamelContext camel) {
        this.camel = (ModelCamelContext) camel;
        this.counters =
                camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
    }

    @Override
    public List<Route> routes() {
        var shown =
                camel.getRouteDefinitions().stream()
                        .filter(route -> !isInner(route))
                        .filter(route -> camel.getRoute(route.getRouteId()) != null)
                        .toList();
        var takers = takers(shown);
        return shown.stream()
                .map(route -> route(route, takers))
                .sorted(Comparator.comparingInt(CamelFlows::place).thenComparing(Route::routeId))
                .toList();
    }

    /** Kamelets make routes of their own, which say nothing that the route around them does not. */
    private static boolean isInner(RouteDefinition route) {
        var from = route.getInput().getEndpointUri();
        return (route.isKamelet() != null && route.isKamelet())
                || from.startsWith("kamelet:source")
                || from.startsWith("stage:")
                || INNER.matcher(route.getRouteId()).matches();
    }

    private static int place(Route route) {
        var place = ORDER.indexOf(route.capability());
        return place < 0 ? ORDER.size() : place;
    }

    /** Which routes take messages from an address. */
    private static Map<String, List<String>> takers(List<RouteDefinition> routes) {
        var takers = new HashMap<String, List<String>>();
        for (var route : routes) {
            takers.computeIfAbsent(
                            hook(route.getInput().getEndpointUri()), address -> new ArrayList<>())
                    .add(route.getRouteId());
        }
        return takers;
    }

    /** The address by which two routes are joined: a direct one, or a stage. */
    private static String hook(String uri) {
        var stage = STAGE.matcher(uri);
        if (uri.startsWith("kamelet:stage-") && stage.find()) {
            return "stage:" + stage.group(1);
        }
        return uri.split("\\?", 2)[0].replace("://", ":");
    }

    private Route route(RouteDefinition definition, Map<String, List<String>> takers) {
        var id = definition.getRouteId();
        var counted = Optional.ofNullable(counters.getManagedRoute(id));
        var steps = new ArrayList<Step>();
        var from = definition.getInput().getEndpointUri();
        steps.add(
                new Step(
                        "from",
                        shown(from),
                        counted.map(ManagedPerformanceCounterMBean::getExchangesTotal).orElse(0L),
                        0,
                        0,
                        List.of()));
        steps.addAll(steps(definition.getOutputs()));
        var leadsTo = new LinkedHashSet<String>();
        collect(definition.getOutputs(), takers, leadsTo);
        if (from.startsWith("kamelet:camera-") || id.startsWith("source.")) {
            leadsTo.addAll(takers.getOrDefault("direct:capture.receive", List.of()));
        }
        return new Route(
                id,
                id.contains(".") ? id.substring(0, id.indexOf('.')) : "other",
                Optional.ofNullable(definition.getDescriptionText()).orElse(""),
                Optional.ofNullable(definition.getResource())
                        .map(resource -> file(resource.getLocation())),
                state(id),
                counted.map(one -> one.getStartTimestamp().toInstant()).orElse(Instant.EPOCH),
                counted.map(ManagedPerformanceCounterMBean::getExchangesTotal).orElse(0L),
                counted.map(ManagedPerformanceCounterMBean::getExchangesFailed).orElse(0L),
                counted.map(ManagedPerformanceCounterMBean::getExchangesInflight).orElse(0L),
                counted.map(ManagedPerformanceCounterMBean::getMeanProcessingTime).orElse(0L),
                List.copyOf(leadsTo),
                steps);
    }

    private String state(String routeId) {
        var status = camel.getRouteController().getRouteStatus(routeId);
        return (status == null ? ServiceStatus.Stopped : status).name().toLowerCase(Locale.ROOT);
    }

    private List<Step> steps(List<ProcessorDefinition<?>> definitions) {
        return definitions.stream().map(this::step).toList();
    }

    private Step step(ProcessorDefinition<?> definition) {
        var counted = Optional.ofNullable(definition.getId()).map(counters::getManagedProcessor);
        return new Step(
                definition.getShortName(),
                label(definition),
                counted.map(ManagedPerformanceCounterMBean::getExchangesTotal).orElse(0L),
                counted.map(ManagedPerformanceCounterMBean::getExchangesFailed).orElse(0L),
                counted.map(ManagedPerformanceCounterMBean::getMeanProcessingTime).orElse(0L),
                steps(definition.getOutputs()));
    }

    private static String label(ProcessorDefinition<?> definition) {
        if (definition instanceof EndpointRequiredDefinition there) {
            return shown(there.getEndpointUri());
        }
        if (definition instanceof BeanDefinition bean) {
            var method = Optional.ofNullable(bean.getMethod()).orElse("");
            return shortened(bean.getRef() + (method.isEmpty() ? "" : "." + method));
        }
        if (definition instanceof ExpressionNode asks && asks.getExpression() != null) {
            return shortened(Optional.ofNullable(asks.getExpression().getExpression()).orElse(""));
        }
        return "";
    }

    private static void collect(
            List<ProcessorDefinition<?>> definitions,
            Map<String, List<String>> takers,
            Set<String> found) {
        for (var definition : definitions) {
            if (definition instanceof EndpointRequiredDefinition there) {
                found.addAll(takers.getOrDefault(hook(there.getEndpointUri()), List.of()));
            }
            collect(definition.getOutputs(), takers, found);
        }
    }

    /** An address without what is secret in it. */
    private static String shown(String uri) {
        return shortened(URISupport.sanitizeUri(uri));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_LABEL ? text.substring(0, LONGEST_LABEL) + "..." : text;
    }

    private static String file(String location) {
        return location.substring(
                Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1);
    }
}

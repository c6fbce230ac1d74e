package trapline.app.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Camel had before routes were added. A route that could not start leaves its definition and
 * endpoints behind, and a kamelet whose endpoint is there already makes no inner route any more.
 */
final class BeforeRoutes {
    private static final Logger log = LoggerFactory.getLogger(BeforeRoutes.class);

    private final CamelContext camel;
    private final Set<String> routes;
    private final Set<RouteDefinition> definitions;
    private final Set<Endpoint> endpoints;

    BeforeRoutes(CamelContext camel) {
        this.camel = camel;
        routes = ids();
        definitions = new HashSet<>(model().getRouteDefinitions());
        endpoints = new HashSet<>(camel.getEndpoints());
    }

    /** The ids of the routes that came since. */
    Set<String> added() {
        var added = ids();
        added.removeAll(routes);
        return added;
    }

    /** Removes whatever came since. */
    void restore() {
        for (var id : added()) {
            attempt("route " + id, () -> camel.getRouteController().stopRoute(id));
            attempt("route " + id, () -> camel.removeRoute(id));
        }
        for (var definition : List.copyOf(model().getRouteDefinitions())) {
            if (!definitions.contains(definition)) {
                attempt(
                        "the definition of " + definition.getId(),
                        () -> model().removeRouteDefinition(definition));
            }
        }
        for (var endpoint : List.copyOf(camel.getEndpoints())) {
            if (!endpoints.contains(endpoint)) {
                attempt("an endpoint", () -> camel.removeEndpoint(endpoint));
            }
        }
    }

    /** Camel declares no narrower type; the rest must go all the same. */
    private static void attempt(String what, Removal removal) {
        try {
            removal.run();
        } catch (Exception e) {
            log.warn("{} could not be taken back: {}", what, TrialRun.said(e));
        }
    }

    private interface Removal {
        void run() throws Exception;
    }

    private Set<String> ids() {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private ModelCamelContext model() {
        return (ModelCamelContext) camel;
    }
}

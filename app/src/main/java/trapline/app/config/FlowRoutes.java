package trapline.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the routes of sources and channels as the configuration asks for them: starts what is new,
 * stops what is gone, replaces what has changed, and leaves the others alone.
 */
class FlowRoutes {
    private static final Logger log = LoggerFactory.getLogger(FlowRoutes.class);
    private static final int STOP_SECONDS = 30;

    private final CamelContext camel;
    private final Map<String, WantedRoute> running = new HashMap<>();

    FlowRoutes(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * @return what could not be started, in words for the admin
     */
    synchronized List<String> apply(List<WantedRoute> wanted) {
        var problems = new ArrayList<String>();
        var byId = new HashMap<String, WantedRoute>();
        wanted.forEach(route -> byId.put(route.routeId(), route));
        for (var route : List.copyOf(running.values())) {
            var next = byId.get(route.routeId());
            if (next == null || !next.cause().equals(route.cause())) {
                stop(route);
            }
        }
        for (var route : wanted) {
            if (!running.containsKey(route.routeId())) {
                start(route, problems);
            }
        }
        return problems;
    }

    private void start(WantedRoute route, List<String> problems) {
        var before = new BeforeRoutes(camel);
        try {
            route.beans().forEach(camel.getRegistry()::bind);
            camel.addRouteFromTemplate(route.routeId(), route.template(), route.parameters());
            running.put(route.routeId(), route);
            log.info("Route {} runs", route.routeId());
        } catch (Exception e) {
            // Camel declares no narrower type; the route is taken back whatever it was.
            var problem = "Route %s cannot start: %s".formatted(route.routeId(), TrialRun.said(e));
            log.error(problem);
            problems.add(problem);
            before.restore();
            route.beans().keySet().forEach(camel.getRegistry()::unbind);
        }
    }

    private void stop(WantedRoute route) {
        remove(route);
        running.remove(route.routeId());
        log.info("Route {} was stopped", route.routeId());
    }

    private void remove(WantedRoute route) {
        // The inner one first: what it has in hand still needs the other to end well.
        for (var id : List.of(route.inner(), route.routeId())) {
            try {
                if (camel.getRoute(id) != null) {
                    camel.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
                    camel.removeRoute(id);
                }
            } catch (Exception e) {
                // Camel declares no narrower type; the other one must be stopped all the same.
                log.warn("Route {} did not stop in good order: {}", id, TrialRun.said(e));
            }
        }
        route.beans().keySet().forEach(camel.getRegistry()::unbind);
    }
}

package trapline.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin's own Camel routes in {@code route-config/routes/}, tried out before they run. */
class ExtraRoutes {
    private static final Logger log = LoggerFactory.getLogger(ExtraRoutes.class);
    private static final int STOP_SECONDS = 30;

    private final CamelContext camel;
    private final TrialRun trialRun;
    private final Map<String, Owned> owned = new HashMap<>();

    /**
     * What one file has brought.
     *
     * @param routes ids
     */
    private record Owned(String text, Set<String> routes) {}

    ExtraRoutes(CamelContext camel, TrialRun trialRun) {
        this.camel = camel;
        this.trialRun = trialRun;
    }

    /**
     * Tries all files out without starting a consumer.
     *
     * @throws ConfigInvalid with the mistakes of all of them
     */
    synchronized void check(Map<String, String> files) throws ConfigInvalid {
        var problems = new ArrayList<ConfigProblem>();
        for (var file : files.entrySet()) {
            var before = owned.get(file.getKey());
            if (before == null || !before.text().equals(file.getValue())) {
                check(file.getKey(), file.getValue(), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigInvalid(problems);
        }
    }

    /**
     * Makes these the routes that run.
     *
     * @return what could not be started
     */
    synchronized List<String> apply(Map<String, String> files) {
        var problems = new ArrayList<String>();
        for (var name : Set.copyOf(owned.keySet())) {
            if (!owned.get(name).text().equals(files.get(name))) {
                remove(name);
            }
        }
        for (var file : files.entrySet()) {
            if (!owned.containsKey(file.getKey())) {
                load(file.getKey(), file.getValue(), problems);
            }
        }
        return problems;
    }

    private void check(String name, String text, List<ConfigProblem> problems) {
        var trial = trialRun.of(name, text);
        problems.addAll(trial.problems());
        var mine = owned.containsKey(name) ? owned.get(name).routes() : Set.<String>of();
        for (var id : trial.routeIds()) {
            if (camel.getRoute(id) != null && !mine.contains(id)) {
                problems.add(
                        new ConfigProblem(
                                name,
                                line(text, id),
                                1,
                                "There is a route '%s' already.".formatted(id),
                                "Choose another id."));
            }
        }
    }

    private void load(String name, String text, List<String> problems) {
        var before = ids();
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("route-config/" + name, text));
            var added = new HashSet<>(ids());
            added.removeAll(before);
            owned.put(name, new Owned(text, added));
            log.info("The routes of {} run", name);
        } catch (Exception e) {
            // Camel declares no narrower type; what was half loaded is taken back.
            var added = new HashSet<>(ids());
            added.removeAll(before);
            owned.put(name, new Owned(text, added));
            remove(name);
            var problem = "%s cannot run: %s".formatted(name, root(e));
            log.error(problem);
            problems.add(problem);
        }
    }

    private void remove(String name) {
        for (var id : owned.remove(name).routes()) {
            try {
                camel.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
                camel.removeRoute(id);
            } catch (Exception e) {
                // Camel declares no narrower type; the others must be stopped all the same.
                log.warn("Route {} did not stop in good order: {}", id, root(e));
            }
        }
    }

    private Set<String> ids() {
        return camel.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
    }

    private static int line(String text, String word) {
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(word)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}

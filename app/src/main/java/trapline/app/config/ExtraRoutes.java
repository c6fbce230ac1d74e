package trapline.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin's own Camel routes in {@code route-config/routes/}, tried out before they run. */
class ExtraRoutes {
    private static final Logger log = LoggerFactory.getLogger(ExtraRoutes.class);
    private static final int STOP_SECONDS = 30;

    /** How the routes of stations, sources and channels are called, those included to come. */
    private static final Pattern RESERVED =
            Pattern.compile(
                    "(capture|detection|classification|observation|event|alert|source|deliver)\\..*"
                            + "|.*-(files|due)");

    private final CamelContext camel;
    private final TrialRun trialRun;
    private final Map<String, Owned> owned = new HashMap<>();

    /**
     * What one file has brought.
     *
     * @param routes ids
     * @param templates ids of route templates
     */
    private record Owned(String text, Set<String> routes, Set<String> templates) {}

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
        var mine =
                owned.values().stream()
                        .flatMap(file -> file.routes().stream())
                        .collect(Collectors.toSet());
        var others = new HashMap<String, String>();
        ids().stream().filter(id -> !mine.contains(id)).forEach(id -> others.put(id, ""));
        var problems = new ArrayList<ConfigProblem>();
        for (var file : new TreeMap<>(files).entrySet()) {
            var before = owned.get(file.getKey());
            if (before != null && before.text().equals(file.getValue())) {
                taken(file.getKey(), file.getValue(), before.routes(), others, problems);
            } else {
                check(file.getKey(), file.getValue(), trialRun, others, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigInvalid(problems);
        }
    }

    /** The mistakes of all files, as far as they can be found where nothing runs. */
    static List<ConfigProblem> problems(Map<String, String> files, TrialRun trialRun) {
        var problems = new ArrayList<ConfigProblem>();
        var taken = new HashMap<String, String>();
        new TreeMap<>(files).forEach((name, text) -> check(name, text, trialRun, taken, problems));
        return problems;
    }

    /**
     * Makes these the routes that run.
     *
     * @return what could not be started
     */
    synchronized List<String> apply(Map<String, String> files) {
        var problems = new ArrayList<String>();
        var replaced = new HashMap<String, String>();
        for (var name : Set.copyOf(owned.keySet())) {
            var before = owned.get(name).text();
            if (!before.equals(files.get(name))) {
                replaced.put(name, before);
                remove(name);
            }
        }
        for (var file : new TreeMap<>(files).entrySet()) {
            var name = file.getKey();
            if (!owned.containsKey(name)
                    && !load(name, file.getValue(), problems)
                    && replaced.containsKey(name)) {
                load(name, replaced.get(name), problems);
            }
        }
        return problems;
    }

    private static void check(
            String name,
            String text,
            TrialRun trialRun,
            Map<String, String> taken,
            List<ConfigProblem> problems) {
        var trial = trialRun.of(name, text);
        problems.addAll(trial.problems());
        taken(name, text, trial.routeIds(), taken, problems);
    }

    /** Notes ids that other files or Trapline itself have, and that these are taken now. */
    private static void taken(
            String name,
            String text,
            Set<String> ids,
            Map<String, String> taken,
            List<ConfigProblem> problems) {
        for (var id : ids) {
            var where = taken.putIfAbsent(id, name);
            if (where != null || RESERVED.matcher(id).matches()) {
                problems.add(
                        new ConfigProblem(
                                name,
                                line(text, id),
                                1,
                                where != null && !where.isEmpty()
                                        ? "There is a route '%s' in %s already."
                                                .formatted(id, where)
                                        : "The route id '%s' is one of Trapline's own."
                                                .formatted(id),
                                "Choose another id."));
            }
        }
    }

    private boolean load(String name, String text, List<String> problems) {
        var before = new BeforeRoutes(camel);
        var templatesBefore = templates();
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("route-config/" + name, text));
            owned.put(name, new Owned(text, before.added(), added(templatesBefore)));
            log.info("The routes of {} run", name);
            return true;
        } catch (Exception e) {
            // Camel declares no narrower type; what was half loaded is taken back.
            before.restore();
            added(templatesBefore).forEach(this::forgetTemplate);
            var problem = "%s cannot run: %s".formatted(name, TrialRun.said(e));
            log.error(problem);
            problems.add(problem);
            return false;
        }
    }

    private Set<String> added(Set<String> templatesBefore) {
        var templates = new HashSet<>(templates());
        templates.removeAll(templatesBefore);
        return templates;
    }

    private void remove(String name) {
        var gone = owned.remove(name);
        for (var id : gone.routes()) {
            try {
                camel.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
                camel.removeRoute(id);
            } catch (Exception e) {
                // Camel declares no narrower type; the others must be stopped all the same.
                log.warn("Route {} did not stop in good order: {}", id, TrialRun.said(e));
            }
        }
        for (var id : gone.templates()) {
            forgetTemplate(id);
        }
        log.info("The routes of {} were stopped", name);
    }

    private void forgetTemplate(String id) {
        try {
            model().removeRouteTemplates(id);
        } catch (Exception e) {
            // Camel declares no narrower type; the next file that defines it replaces it.
            log.warn("Route template {} was not removed: {}", id, TrialRun.said(e));
        }
    }

    private Set<String> ids() {
        return camel.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
    }

    private Set<String> templates() {
        return model().getRouteTemplateDefinitions().stream()
                .map(template -> template.getId())
                .collect(Collectors.toSet());
    }

    private ModelCamelContext model() {
        return (ModelCamelContext) camel;
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
}

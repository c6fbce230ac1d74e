package trapline.app.config;

import java.time.Instant;
import java.util.List;

/**
 * How the configuration stands.
 *
 * @param appliedAt when the version that runs took effect
 * @param problems of the files as they are now; empty: what stands in them is what runs
 * @param routeProblems what could not be started although the files are right
 */
public record ConfigState(
        Instant appliedAt, List<ConfigProblem> problems, List<String> routeProblems) {

    public ConfigState {
        problems = List.copyOf(problems);
        routeProblems = List.copyOf(routeProblems);
    }

    ConfigState with(List<ConfigProblem> found) {
        return new ConfigState(appliedAt, found, routeProblems);
    }
}

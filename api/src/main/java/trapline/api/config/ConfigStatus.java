package trapline.api.config;

import java.time.Instant;
import java.util.List;

/** How the files in route-config stand: the application knows. */
public interface ConfigStatus {

    ConfigView view();

    /**
     * @param appliedAt when the version that runs took effect
     * @param problems of the files as they are now; empty: what stands in them is what runs
     * @param routeProblems what could not be started although the files are right, in sentences
     */
    record ConfigView(Instant appliedAt, List<Problem> problems, List<String> routeProblems) {
        public ConfigView {
            problems = List.copyOf(problems);
            routeProblems = List.copyOf(routeProblems);
        }
    }

    /**
     * One mistake.
     *
     * @param file relative to route-config
     * @param line from 1
     * @param column from 1
     * @param what is wrong
     * @param howToFix what to do about it
     */
    record Problem(String file, int line, int column, String what, String howToFix) {}
}

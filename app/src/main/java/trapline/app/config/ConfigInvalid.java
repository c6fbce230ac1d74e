package trapline.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** Files of route-config have mistakes; nothing of them was applied. */
public class ConfigInvalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigInvalid(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}

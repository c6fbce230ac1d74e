package trapline.app.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;
import trapline.alert.Rule;

/** Looks for mistakes in a configuration that is not running. */
public final class ConfigCheck {
    private static final TrialRun TRIAL = new TrialRun(new NoBeans(), TrialRun.ANY_WORKERS, false);

    private final ConfigReader reader;

    private ConfigCheck(ConfigReader reader) {
        this.reader = reader;
    }

    /**
     * @param environment what {@code {{env:NAME}}} may refer to
     */
    public static ConfigCheck of(Map<String, String> environment) {
        var names = new HashMap<String, String>(environment);
        // A running server makes this one itself.
        names.putIfAbsent("TRAPLINE_FTPS_PASSWORD", "made at the first start");
        var data = Path.of(names.getOrDefault("TRAPLINE_DATA", "data"));
        return new ConfigCheck(new ConfigReader(new SecretReferences(names), data));
    }

    /**
     * @return everything that is wrong, by file and line; empty: it can be used
     * @throws IOException if a file cannot be read
     */
    public List<ConfigProblem> problems(Path folder) throws IOException {
        try {
            var config = reader.read(ConfigFiles.in(folder));
            return ExtraRoutes.problems(config.extraRoutes(), TRIAL);
        } catch (ConfigInvalid e) {
            return e.problems();
        }
    }

    /**
     * The rules of a configuration without mistakes.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if it has mistakes
     */
    public List<Rule> rules(Path folder) throws IOException {
        try {
            return reader.read(ConfigFiles.in(folder)).rules();
        } catch (ConfigInvalid e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Only a running server has beans. */
    private record NoBeans() implements BeanRepository {
        @Override
        public Object lookupByName(String name) {
            return null;
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            return null;
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Set.of();
        }
    }
}

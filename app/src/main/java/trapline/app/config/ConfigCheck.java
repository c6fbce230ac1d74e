package trapline.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;

/** Looks for mistakes in a configuration that is not running. */
public final class ConfigCheck {
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
        return new ConfigCheck(new ConfigReader(new SecretReferences(names)));
    }

    /**
     * @return everything that is wrong, by file and line; empty: it can be used
     * @throws IOException if a file cannot be read
     */
    public List<ConfigProblem> problems(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "There is no folder %s. Set TRAPLINE_CONFIG to the right one."
                            .formatted(folder.toAbsolutePath().normalize()));
        }
        try {
            var config = reader.read(BuiltInConfig.complete(ConfigReader.texts(folder)));
            return routes(config.extraRoutes());
        } catch (ConfigInvalid e) {
            return e.problems();
        }
    }

    private static List<ConfigProblem> routes(Map<String, String> files) {
        var trial = new TrialRun(new NoBeans(), TrialRun.ANY_WORKERS);
        var problems = new ArrayList<ConfigProblem>();
        files.forEach((name, text) -> problems.addAll(trial.of(name, text).problems()));
        return problems;
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

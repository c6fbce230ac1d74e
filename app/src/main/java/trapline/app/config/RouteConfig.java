package trapline.app.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.app.source.FtpsSources;

/**
 * The configuration that runs. A change of the files is checked as a whole and takes effect within
 * seconds; with a mistake anywhere, the last good version goes on running and the mistake is said
 * in the log and in {@link #state}.
 */
public class RouteConfig {
    private static final Logger log = LoggerFactory.getLogger(RouteConfig.class);

    private final Path folder;
    private final ConfigReader reader;
    private final LastGoodConfig lastGood;
    private final AppliedConfig applied;
    private final Clock clock;

    private Map<String, String> judged;
    private Map<String, String> seen;
    private ConfigSnapshot current;
    private volatile ConfigState state;
    private Optional<Running> running = Optional.empty();

    /**
     * Reads the configuration, so that every station has it before its first message.
     *
     * @throws ConfigRefused if it has mistakes and there is no earlier version without
     */
    RouteConfig(
            Path folder,
            ConfigReader reader,
            LastGoodConfig lastGood,
            AppliedConfig applied,
            Clock clock)
            throws IOException {
        this.folder = folder;
        this.reader = reader;
        this.lastGood = lastGood;
        this.applied = applied;
        this.clock = clock;
        judged = texts();
        seen = judged;
        try {
            current = reader.read(judged);
            state = new ConfigState(clock.instant(), List.of(), List.of());
            lastGood.keep(judged);
        } catch (ConfigInvalid e) {
            current = fallBack(e);
            state = new ConfigState(clock.instant(), e.problems(), List.of());
        }
        applied.replace(current);
    }

    /** What can only run once Camel does. */
    record Running(
            FlowRoutes flowRoutes, ExtraRoutes extraRoutes, RoutePlan plan, FtpsSources ftps) {}

    /** Starts the routes of sources and channels. */
    synchronized void start(Running parts) {
        running = Optional.of(parts);
        state = new ConfigState(state.appliedAt(), state.problems(), run(parts, current));
    }

    public ConfigState state() {
        return state;
    }

    /** Looks at the files. A file that somebody is still writing is looked at once it rests. */
    synchronized void look() {
        try {
            var texts = texts();
            var rests = texts.equals(seen);
            seen = texts;
            if (rests && !texts.equals(judged)) {
                judged = texts;
                judge(texts);
            }
        } catch (IOException e) {
            log.warn("The configuration in {} cannot be read now: {}", folder, e.getMessage());
        }
    }

    private void judge(Map<String, String> texts) throws IOException {
        try {
            var next = reader.read(texts);
            if (running.isPresent()) {
                running.get().extraRoutes().check(next.extraRoutes());
            }
            current = next;
            applied.replace(next);
            var problems = running.map(parts -> run(parts, next)).orElse(List.of());
            state = new ConfigState(clock.instant(), List.of(), problems);
            lastGood.keep(texts);
            log.info("The changed configuration has taken effect");
        } catch (ConfigInvalid e) {
            state = state.with(e.problems());
            log.error(
                    "The changed configuration has mistakes and was not applied; the last good"
                            + " version goes on running.\n{}",
                    e.getMessage());
        }
    }

    private static List<String> run(Running parts, ConfigSnapshot config) {
        var problems = new ArrayList<String>();
        problems.addAll(parts.ftps().apply(config.sources()));
        problems.addAll(parts.flowRoutes().apply(parts.plan().routes(config)));
        problems.addAll(parts.extraRoutes().apply(config.extraRoutes()));
        return problems;
    }

    private ConfigSnapshot fallBack(ConfigInvalid mistakes) throws IOException {
        var kept = lastGood.read();
        if (kept.isEmpty()) {
            throw new ConfigRefused(folder, mistakes);
        }
        try {
            var snapshot = reader.read(kept.get());
            log.error(
                    "The configuration has mistakes; the last good version runs instead.\n{}",
                    mistakes.getMessage());
            return snapshot;
        } catch (ConfigInvalid e) {
            // What it refers to, such as a password's file, is gone as well.
            throw new ConfigRefused(folder, mistakes);
        }
    }

    private Map<String, String> texts() throws IOException {
        return BuiltInConfig.complete(ConfigReader.texts(folder));
    }
}

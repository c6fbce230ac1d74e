package trapline.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.app.CannotStart;
import trapline.app.source.FtpsSources;

/**
 * The configuration that runs. A change of the files is checked as a whole and takes effect within
 * seconds; with a mistake anywhere, the last good version goes on running and the mistake is said
 * in the log and in {@link #state}.
 */
public class RouteConfig {
    private static final Logger log = LoggerFactory.getLogger(RouteConfig.class);

    /** Between two looks at what stands outside of the folder. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Path folder;
    private final ConfigReader reader;
    private final LastGoodConfig lastGood;
    private final AppliedConfig applied;
    private final Clock clock;

    private ConfigFiles judged;
    private ConfigFiles seen;
    private volatile ConfigSnapshot current;
    private Instant lookAgain;
    private boolean fellBack;
    private boolean cannotBeRead;
    private volatile ConfigState state;
    private volatile Optional<Running> running = Optional.empty();

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
        lookAgain = clock.instant().plus(PAUSE);
        judged = ConfigFiles.in(folder);
        seen = judged;
        try {
            current = reader.read(judged);
            state = new ConfigState(clock.instant(), List.of(), List.of());
        } catch (ConfigInvalid e) {
            fallBack(e);
        }
        applied.replace(current);
    }

    /** What can only run once Camel does. */
    record Running(
            FlowRoutes flowRoutes, ExtraRoutes extraRoutes, RoutePlan plan, FtpsSources ftps) {}

    /**
     * Starts the routes of sources and channels.
     *
     * @throws ConfigRefused if the admin's own routes have mistakes and there is no earlier version
     *     without
     * @throws CannotStart if a port of the FTPS server is taken; the message says so
     * @throws IOException if the FTPS server's folder or certificate cannot be used, or the
     *     configuration cannot be kept
     */
    synchronized void start(Running parts) throws IOException {
        running = Optional.of(parts);
        if (!fellBack) {
            try {
                parts.extraRoutes().check(current.extraRoutes());
                keep(judged.texts());
            } catch (ConfigInvalid e) {
                fallBack(e);
                applied.replace(current);
            }
        }
        parts.ftps().start(current.sources());
        state = new ConfigState(state.appliedAt(), state.problems(), run(parts, current));
    }

    public ConfigState state() {
        return state;
    }

    /** What runs. */
    ConfigSnapshot current() {
        return current;
    }

    /** Looks at the files. A file that somebody is still writing is looked at once it rests. */
    synchronized void look() {
        try {
            var files = ConfigFiles.in(folder);
            var rests = files.equals(seen);
            seen = files;
            cannotBeRead = false;
            if (rests && !files.equals(judged)) {
                judged = files;
                judge(files);
            } else if (rests && !clock.instant().isBefore(lookAgain)) {
                lookAgain = clock.instant().plus(PAUSE);
                lookBeyond(files);
            }
        } catch (IOException e) {
            if (!cannotBeRead) {
                cannotBeRead = true;
                log.warn(
                        "The configuration in {} cannot be read now; it is looked at again every"
                                + " second. Cause: {}",
                        folder,
                        e.getMessage());
            }
        }
    }

    /**
     * Takes up files that were written as a whole just now, without waiting whether they rest.
     *
     * @throws IOException if they cannot be read
     */
    synchronized ConfigState takeUp() throws IOException {
        var files = ConfigFiles.in(folder);
        seen = files;
        if (!files.equals(judged)) {
            judged = files;
            judge(files);
        }
        return state;
    }

    /** What would be wrong with these files. Nothing changes. */
    List<ConfigProblem> problems(ConfigFiles files) {
        try {
            var next = reader.read(files);
            if (running.isPresent()) {
                running.get().extraRoutes().check(next.extraRoutes());
            }
            return List.of();
        } catch (ConfigInvalid e) {
            return e.problems();
        }
    }

    /**
     * The files are the same, but what they refer to may have changed, such as a password's file;
     * and what kept a route from starting may have passed.
     */
    private void lookBeyond(ConfigFiles files) {
        try {
            if (files.refersToFiles() && !reader.read(files).equals(current) && !hasWrongRoutes()) {
                judge(files);
            } else if (!state.routeProblems().isEmpty()) {
                running.ifPresent(
                        parts ->
                                state =
                                        new ConfigState(
                                                state.appliedAt(),
                                                state.problems(),
                                                run(parts, current)));
            }
        } catch (ConfigInvalid e) {
            if (!e.problems().equals(state.problems())) {
                refuse(e);
            }
        }
    }

    /** They were tried out before, and are only tried again when their text changes. */
    private boolean hasWrongRoutes() {
        return state.problems().stream().anyMatch(p -> p.file().startsWith("routes/"));
    }

    private void judge(ConfigFiles files) {
        try {
            var next = reader.read(files);
            if (running.isPresent()) {
                running.get().extraRoutes().check(next.extraRoutes());
            }
            current = next;
            applied.replace(next);
            var problems = running.map(parts -> run(parts, next)).orElse(List.of());
            state = new ConfigState(clock.instant(), List.of(), problems);
            keep(files.texts());
            log.info(
                    "The changed configuration has taken effect: {} sources, {} channels, {} rules,"
                            + " {} files of routes",
                    next.sources().size(),
                    next.channels().size(),
                    next.rules().size(),
                    next.extraRoutes().size());
        } catch (ConfigInvalid e) {
            refuse(e);
        }
    }

    private void refuse(ConfigInvalid mistakes) {
        state = state.with(mistakes.problems());
        log.error(
                "The changed configuration has mistakes and was not applied; the last good"
                        + " version goes on running.\n{}",
                mistakes.getMessage());
    }

    private static List<String> run(Running parts, ConfigSnapshot config) {
        var problems = new ArrayList<String>();
        problems.addAll(parts.ftps().apply(config.sources()));
        try {
            problems.addAll(parts.flowRoutes().apply(parts.plan().routes(config)));
        } catch (UncheckedIOException e) {
            var problem = "The routes of sources and channels stay as they were: " + e.getMessage();
            log.error(problem, e);
            problems.add(problem);
        }
        problems.addAll(parts.extraRoutes().apply(config.extraRoutes()));
        return problems;
    }

    /** What runs is right; that it may not survive a restart is worth a warning, and no more. */
    private void keep(Map<String, String> texts) {
        try {
            lastGood.keep(texts);
        } catch (IOException e) {
            log.warn(
                    "The configuration could not be kept for a restart that finds a mistake: {}",
                    e.getMessage());
        }
    }

    private void fallBack(ConfigInvalid mistakes) throws IOException {
        var kept = lastGood.read().map(ConfigFiles::of);
        if (kept.isEmpty()) {
            throw new ConfigRefused(folder, mistakes);
        }
        try {
            current = reader.read(kept.get());
        } catch (ConfigInvalid e) {
            // What it refers to, such as a password's file, is gone as well.
            throw new ConfigRefused(folder, mistakes);
        }
        fellBack = true;
        state = new ConfigState(clock.instant(), mistakes.problems(), List.of());
        log.error(
                "The configuration has mistakes; the last good version runs instead.\n{}",
                mistakes.getMessage());
    }
}

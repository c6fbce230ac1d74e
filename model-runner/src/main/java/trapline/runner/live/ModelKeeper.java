package trapline.runner.live;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/**
 * Keeps the model for one task, and takes up a changed or added one while pictures flow. The new
 * one is loaded and warmed beside the running one and then put in its place; one that cannot be
 * loaded leaves the running one, and {@link #state} says what is wrong with it.
 *
 * <p>Which model it is, says the line {@code detector} or {@code classifier} of {@code in-use.yaml}
 * in the model folder; without it the configured name; without that the first one installed.
 *
 * @param <M> the loaded model
 */
public final class ModelKeeper<M extends AutoCloseable> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ModelKeeper.class);

    private final Path folder;
    private final ModelDescriptor.Task task;
    private final Optional<String> configured;
    private final Loader<M> loader;
    private final Clock clock;
    private final LiveModel<M> live = new LiveModel<>();
    private volatile State state = new State(Optional.empty(), Optional.empty(), Optional.empty());
    private Optional<ModelPrint> running = Optional.empty();
    private Optional<ModelPrint> refused = Optional.empty();
    private Optional<ModelPrint> seen = Optional.empty();

    /**
     * Loads a model and runs it once.
     *
     * @param <M> the loaded model
     */
    @FunctionalInterface
    public interface Loader<M> {
        /**
         * @throws ModelUnavailable if it cannot be loaded or answers nonsense
         */
        M load(ModelFolder.Installed installed);
    }

    /**
     * What is known now.
     *
     * @param running the model in use; empty: none is installed
     * @param since when it was taken into use
     * @param problem why a changed or added model is not in use
     */
    public record State(
            Optional<ModelDescriptor> running, Optional<Instant> since, Optional<String> problem) {}

    /**
     * @param folder in which model folders lie
     * @param configured name of the model; empty: the first one installed
     */
    public ModelKeeper(
            Path folder,
            ModelDescriptor.Task task,
            Optional<String> configured,
            Loader<M> loader,
            Clock clock) {
        this.folder = folder;
        this.task = task;
        this.configured = configured;
        this.loader = loader;
        this.clock = clock;
    }

    /**
     * Loads the model for the first time.
     *
     * @throws ModelUnavailable if it is there and cannot be used; the message names the field
     */
    public synchronized void start() {
        var found = find();
        if (found.isPresent()) {
            take(found.get(), ModelPrint.of(found.get()));
        }
    }

    /**
     * Looks whether the model has changed, and takes up what has. A change is taken up when it was
     * seen twice, so that files may be copied in peace. To be called every few seconds.
     */
    public synchronized void look() {
        try {
            var found = find();
            if (found.isEmpty()) {
                say(running.isPresent() ? Optional.of(gone()) : Optional.empty());
                return;
            }
            var print = Optional.of(ModelPrint.of(found.get()));
            var settled = print.equals(seen);
            seen = print;
            if (print.equals(running)) {
                refused = Optional.empty();
                say(Optional.empty());
            } else if (settled && !print.equals(refused)) {
                refused = print;
                take(found.get(), print.get());
                refused = Optional.empty();
            }
        } catch (ModelUnavailable | UncheckedIOException e) {
            say(Optional.of(e.getMessage()));
        }
    }

    /**
     * Works with the model in use; it stays open until the work returns.
     *
     * @return empty when no model is installed
     */
    public <T> Optional<T> use(Function<M, T> work) {
        return live.use(work);
    }

    public State state() {
        return state;
    }

    @Override
    public void close() {
        live.close();
    }

    private Optional<ModelFolder.Installed> find() {
        var chosen = Choice.of(folder).of(task);
        return new ModelFolder(folder).find(task, chosen.isPresent() ? chosen : configured);
    }

    private void take(ModelFolder.Installed installed, ModelPrint print) {
        live.exchange(loader.load(installed));
        var before = state.running();
        running = Optional.of(print);
        var now = installed.descriptor();
        state = new State(Optional.of(now), Optional.of(clock.instant()), Optional.empty());
        log.info(
                "To {}, the model {} {} is used{}",
                task.name().toLowerCase(Locale.ROOT),
                now.name(),
                now.version(),
                before.map(old -> " in place of %s %s".formatted(old.name(), old.version()))
                        .orElse(""));
    }

    private String gone() {
        return "The model %s is not in %s any more. It stays in use until the next start."
                .formatted(state.running().map(ModelDescriptor::name).orElse(""), folder);
    }

    private void say(Optional<String> problem) {
        if (!problem.equals(state.problem())) {
            state = new State(state.running(), state.since(), problem);
            problem.ifPresent(
                    what ->
                            log.error(
                                    "A model was changed and cannot be used; {}. {}",
                                    state.running()
                                            .map(r -> r.name() + " " + r.version() + " stays")
                                            .orElse("there is none to go on with"),
                                    what));
        }
    }
}

package trapline.runner.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import trapline.runner.format.FileResult;
import trapline.runner.format.ResultsFormat;
import trapline.runner.format.ResultsHeader;
import trapline.runner.format.Vocabulary;

/**
 * Looks at every picture of a folder and writes what is there. Beside the results lies a checkpoint
 * while the work lasts: killed at any instant and started again, it goes on where it was, and the
 * results are the same as without.
 */
public final class FolderDetection {
    private static final int WAITING_PER_WORKER = 4;

    private final PictureTree pictures;
    private final Looker looker;
    private final Options options;

    /**
     * @param output the file of results, in MegaDetector's format
     * @param settings all that decides what is found, as one line of JSON; a checkpoint that was
     *     begun with others is not continued
     * @param workers how many pictures are looked at at once
     * @param retryFailures whether what failed before is tried once more
     */
    public record Options(Path output, String settings, int workers, boolean retryFailures) {
        public Options {
            if (workers < 1) {
                throw new IllegalArgumentException("There must be at least one worker.");
            }
        }

        /** What is known so far. */
        public Path checkpoint() {
            return output.resolveSibling(output.getFileName() + ".checkpoint");
        }
    }

    /** Shows how far the work is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param done pictures that are known, those from before among them
         * @param before pictures that were known from before
         * @param failed pictures that could not be looked at, of this start
         */
        void show(long done, long total, long before, long failed);
    }

    /**
     * What it came to.
     *
     * @param before how many of the pictures an earlier start had looked at
     * @param failed how many could not be looked at, over all starts
     * @param empty how many have no detection
     * @param found pictures by the categories of their detections
     */
    public record Summary(
            long pictures, long before, long failed, long empty, Map<String, Long> found) {}

    public FolderDetection(PictureTree pictures, Looker looker, Options options) {
        this.pictures = pictures;
        this.looker = looker;
        this.options = options;
    }

    /**
     * Does it.
     *
     * @param info stands in the results' {@code info}; asked when all is done
     * @throws OtherSettings if an earlier start with others is not finished
     */
    public Summary run(Supplier<Map<String, JsonNode>> info, Progress progress)
            throws IOException, InterruptedException {
        var workers = Executors.newFixedThreadPool(options.workers());
        try (var checkpoint = Checkpoint.open(options.checkpoint(), options.settings())) {
            var before = new Turn(workers, checkpoint, progress).lookAtAll();
            var summary = assemble(checkpoint, before, info.get());
            Files.delete(options.checkpoint());
            return summary;
        } finally {
            workers.shutdownNow();
        }
    }

    /** One picture on its way. */
    private record Pending(String version, Future<FileResult> result) {}

    /** One start: looks at what is not known yet. */
    private final class Turn {
        private final ExecutorService workers;
        private final Checkpoint checkpoint;
        private final Checkpoint.Known known;
        private final Progress progress;
        private final long total = pictures.count();
        private final ArrayDeque<Pending> pending = new ArrayDeque<>();
        private long done;
        private long before;
        private long failed;

        Turn(ExecutorService workers, Checkpoint checkpoint, Progress progress) {
            this.workers = workers;
            this.checkpoint = checkpoint;
            this.known = checkpoint.known();
            this.progress = progress;
        }

        /**
         * @return how many were known from before
         */
        long lookAtAll() throws IOException, InterruptedException {
            for (var names = pictures.iterator(); names.hasNext(); ) {
                var name = names.next();
                var path = pictures.resolve(name);
                var version = version(path);
                if (version.isEmpty()) {
                    continue;
                }
                if (isKnown(name, version.get())) {
                    before++;
                    done++;
                    show();
                    continue;
                }
                pending.add(
                        new Pending(version.get(), workers.submit(() -> looker.look(name, path))));
                if (pending.size() >= options.workers() * WAITING_PER_WORKER) {
                    keep(pending.remove());
                }
            }
            while (!pending.isEmpty()) {
                keep(pending.remove());
            }
            return before;
        }

        private boolean isKnown(String name, String version) {
            return known.find(name)
                    .filter(entry -> entry.version().equals(version))
                    .filter(entry -> entry.result().failure().isEmpty() || !options.retryFailures())
                    .isPresent();
        }

        private void keep(Pending one) throws IOException, InterruptedException {
            try {
                var result = one.result().get();
                checkpoint.add(new Checkpoint.Entry(one.version(), result));
                done++;
                failed += result.failure().isPresent() ? 1 : 0;
                show();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException unexpected) {
                    throw unexpected;
                }
                throw new IllegalStateException(e.getCause());
            }
        }

        private void show() {
            progress.show(done, Math.max(total, done), before, failed);
        }
    }

    /** Changes when the file does. Empty when it has just gone. */
    private static Optional<String> version(Path picture) throws IOException {
        try {
            return Optional.of(
                    Files.size(picture) + "/" + Files.getLastModifiedTime(picture).toMillis());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Summary assemble(Checkpoint checkpoint, long before, Map<String, JsonNode> info)
            throws IOException {
        var categories = Vocabulary.ofDetections();
        var labels = Vocabulary.ofLabels();
        var counts = new Counts();
        checkpoint.each(
                result -> {
                    counts.add(result);
                    for (var found : result.detections()) {
                        categories.id(found.category());
                        found.labels().forEach(label -> labels.id(label.category()));
                    }
                });
        var header = new ResultsHeader(categories.names(), labels.names(), Map.of(), info);
        try (var writer = ResultsFormat.MEGADETECTOR.writer(options.output(), header)) {
            checkpoint.each(result -> writer.write(numbered(result, categories, labels)));
            writer.finish();
        }
        return new Summary(counts.pictures, before, counts.failed, counts.empty, counts.found);
    }

    private static FileResult numbered(
            FileResult result, Vocabulary categories, Vocabulary labels) {
        var detections = new ArrayList<FileResult.Found>();
        for (var found : result.detections()) {
            detections.add(
                    new FileResult.Found(
                            categories.id(found.category()),
                            found.confidence(),
                            found.box(),
                            found.labels().stream()
                                    .map(
                                            label ->
                                                    new FileResult.Label(
                                                            labels.id(label.category()),
                                                            label.confidence()))
                                    .toList(),
                            found.frame(),
                            found.more()));
        }
        return new FileResult(
                result.file(),
                result.failure(),
                detections,
                result.size(),
                result.taken(),
                result.clip(),
                result.more());
    }

    private static final class Counts {
        private final Map<String, Long> found = new LinkedHashMap<>();
        private long pictures;
        private long failed;
        private long empty;

        void add(FileResult result) {
            pictures++;
            if (result.failure().isPresent()) {
                failed++;
            } else if (result.detections().isEmpty()) {
                empty++;
            }
            result.detections().stream()
                    .map(FileResult.Found::category)
                    .distinct()
                    .forEach(category -> found.merge(category, 1L, Long::sum));
        }
    }
}

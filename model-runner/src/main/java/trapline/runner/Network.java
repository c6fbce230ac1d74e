package trapline.runner;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * A loaded network. Only so many predictions run at once, each on one thread of its own, in the
 * order they were asked for.
 */
final class Network implements AutoCloseable {
    private static final Map<String, String> ONE_THREAD =
            Map.of("interOpNumThreads", "1", "intraOpNumThreads", "1");

    private final String name;
    private final int size;
    private final Model model;
    private final Semaphore turns;
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();

    private Network(String name, int size, Model model, int workers) {
        this.name = name;
        this.size = size;
        this.model = model;
        this.turns = new Semaphore(workers, true);
        for (var i = 0; i < workers; i++) {
            idle.add(new Worker());
        }
    }

    /**
     * Loads the weights, after checking their hash.
     *
     * @throws ModelUnavailable if they are not what the descriptor says or cannot be loaded
     */
    static Network load(ModelFolder.Installed installed, int workers) {
        var descriptor = installed.descriptor();
        descriptor.sha256().ifPresent(expected -> verify(installed, expected));
        if (descriptor.engine() == ModelDescriptor.EngineKind.PYTORCH) {
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            System.setProperty("ai.djl.pytorch.num_threads", "1");
        } else {
            // Otherwise DJL loads PyTorch beside it, for array operations that are not used here.
            System.setProperty("ai.djl.onnx.disable_alternative", "true");
        }
        var model = Model.newInstance(descriptor.name(), descriptor.engine().djlName());
        try {
            model.load(installed.folder(), descriptor.file(), ONE_THREAD);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelUnavailable(
                    "Model %s: the file %s cannot be loaded by %s: %s"
                            .formatted(
                                    descriptor.name(),
                                    descriptor.file(),
                                    descriptor.engine().djlName(),
                                    e.getMessage()),
                    e);
        }
        return new Network(descriptor.name(), descriptor.input().size(), model, workers);
    }

    /** The planes of one picture: three times size times size floats, filled by the caller. */
    @FunctionalInterface
    interface Filler {
        void fill(float[] planes);
    }

    /** Reads the network's answer before the memory behind it is given back. */
    @FunctionalInterface
    interface Answer<T> {
        T read(FloatBuffer values, long[] shape);
    }

    /**
     * Runs one picture through the network.
     *
     * @throws ModelUnavailable if the network fails or answers nonsense
     */
    <T> T run(Filler filler, Answer<T> answer, Stopwatch watch) {
        turns.acquireUninterruptibly();
        Worker worker;
        synchronized (idle) {
            worker = idle.poll();
        }
        try {
            return worker.run(filler, answer, watch);
        } finally {
            synchronized (idle) {
                idle.push(worker);
            }
            turns.release();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Worker::close);
            idle.clear();
        }
        model.close();
    }

    /** One predictor with its own input memory, used by one thread at a time. */
    private final class Worker {
        private final Predictor<NDList, NDList> predictor =
                model.newPredictor(new NoopTranslator());
        private final float[] planes = new float[3 * size * size];
        private final ByteBuffer memory =
                ByteBuffer.allocateDirect(planes.length * Float.BYTES)
                        .order(ByteOrder.nativeOrder());

        <T> T run(Filler filler, Answer<T> answer, Stopwatch watch) {
            var started = System.nanoTime();
            filler.fill(planes);
            memory.clear();
            memory.asFloatBuffer().put(planes);
            var filled = System.nanoTime();
            watch.add(Stopwatch.Phase.PREPROCESS, filled - started);
            try (var manager = model.getNDManager().newSubManager()) {
                var input = manager.create(memory, new Shape(1, 3, size, size), DataType.FLOAT32);
                var output = predictor.predict(new NDList(input));
                output.attach(manager);
                var first = output.get(0);
                var values = first.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
                watch.add(Stopwatch.Phase.INFER, System.nanoTime() - filled);
                return watch.time(
                        Stopwatch.Phase.POSTPROCESS,
                        () -> answer.read(values, first.getShape().getShape()));
            } catch (TranslateException e) {
                throw new ModelUnavailable(
                        "Model %s failed on a picture: %s".formatted(name, e.getMessage()), e);
            }
        }

        void close() {
            predictor.close();
        }
    }

    private static void verify(ModelFolder.Installed installed, String expected) {
        try (var channel = FileChannel.open(installed.weights())) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = ByteBuffer.allocate(1 << 16);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            var found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(expected)) {
                throw new ModelUnavailable(
                        "Model %s: the field sha256 says %s, but the file %s has %s. It is another file, or a broken download."
                                .formatted(
                                        installed.descriptor().name(),
                                        expected,
                                        installed.descriptor().file(),
                                        found));
            }
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ModelUnavailable(
                    "Model %s: the file %s cannot be read."
                            .formatted(installed.descriptor().name(), installed.weights()),
                    e);
        }
    }
}

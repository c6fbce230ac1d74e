package trapline.runner;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded network. Only so many predictions run at once, each on threads of its own, in the order
 * they were asked for. It may be closed while it is used: what runs is finished, what waits is
 * refused.
 */
final class Network implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Network.class);
    private static final int BATCH_ON_GPU = 8;

    private final ModelDescriptor descriptor;
    private final Model model;
    private final Execution execution;
    private final int batch;
    private final Semaphore turns;
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();

    private Network(ModelDescriptor descriptor, Model model, Execution execution) {
        this.descriptor = descriptor;
        this.model = model;
        this.execution = execution;
        this.turns = new Semaphore(execution.workers(), true);
        var suited = model.getNDManager().getDevice().isGpu() ? BATCH_ON_GPU : 1;
        this.batch =
                Math.min(
                        descriptor.input().batchOrDefault(),
                        execution.batch() == 0 ? suited : execution.batch());
        for (var i = 0; i < execution.workers(); i++) {
            idle.add(new Worker());
        }
    }

    /**
     * Loads the weights, after checking their hash.
     *
     * @throws ModelUnavailable if they are not what the descriptor says or cannot be loaded
     */
    static Network load(ModelFolder.Installed installed, Execution execution) {
        var descriptor = installed.descriptor();
        Weights.verify(installed);
        var engine = descriptor.engine();
        Processors.prepare(engine, execution.threads());
        Model model = null;
        try {
            var device = Processors.choose(descriptor, execution.device());
            Processors.prepare(engine, execution.threads());
            model = Model.newInstance(descriptor.name(), device, engine.djlName());
            var threads = Integer.toString(execution.threads());
            model.load(
                    installed.folder(),
                    descriptor.file(),
                    Map.of("interOpNumThreads", "1", "intraOpNumThreads", threads));
            if (engine == ModelDescriptor.EngineKind.ONNX_RUNTIME) {
                UnpackedOnnxRuntime.deleteAtTheEnd();
            }
        } catch (ModelUnavailable e) {
            throw e;
        } catch (LinkageError e) {
            // The engine's own libraries, of which every later use would say less than the first.
            throw new ModelUnavailable(
                    "Model %s: %s cannot run on this machine: %s"
                            .formatted(descriptor.name(), engine.djlName(), rootOf(e)),
                    e);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            if (model != null) {
                model.close();
            }
            throw new ModelUnavailable(
                    "Model %s: the file %s cannot be loaded by %s. The field engine or file is wrong, or the file is broken: %s"
                            .formatted(
                                    descriptor.name(),
                                    descriptor.file(),
                                    engine.djlName(),
                                    e.getMessage()),
                    e);
        }
        var network = new Network(descriptor, model, execution);
        log.info(
                "Model {} {} was loaded by {} on {}, with {}",
                descriptor.name(),
                descriptor.version(),
                engine.djlName(),
                network.device(),
                execution.words());
        return network;
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Where it runs: {@code cpu}, or {@code gpu0} and so on. */
    String device() {
        var device = model.getNDManager().getDevice();
        return device.isGpu() ? Device.Type.GPU + device.getDeviceId() : Device.Type.CPU;
    }

    /** How it is run. */
    Execution execution() {
        return execution;
    }

    /** How many pictures may be given at once. */
    int batch() {
        return batch;
    }

    /** Fills the network's input, which holds anything before. */
    @FunctionalInterface
    interface Filler {
        void fill(float[] input);
    }

    /**
     * What the network answered.
     *
     * @param values finite numbers
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes, read once
    record Output(float[] values, long[] shape) {}

    /** Reads the network's answer. */
    @FunctionalInterface
    interface Answer<T> {
        T read(Output output);
    }

    /**
     * Runs some pictures through the network.
     *
     * @param shape of the input; the first number is how many pictures there are
     * @throws ModelUnavailable if the network fails, answers nonsense or was closed
     */
    <T> T run(long[] shape, Filler filler, Answer<T> answer, Stopwatch watch) {
        turns.acquireUninterruptibly();
        Worker worker;
        synchronized (idle) {
            worker = idle.poll();
        }
        if (worker == null) {
            turns.release();
            throw new ModelUnavailable(
                    "Model %s was closed. Try again with the one that took its place."
                            .formatted(descriptor.name()));
        }
        try {
            return worker.run(shape, filler, answer, watch);
        } finally {
            synchronized (idle) {
                idle.push(worker);
            }
            turns.release();
        }
    }

    /** Waits for what runs, then frees the memory. */
    @Override
    public void close() {
        turns.acquireUninterruptibly(execution.workers());
        try {
            synchronized (idle) {
                if (idle.isEmpty()) {
                    return;
                }
                idle.forEach(Worker::close);
                idle.clear();
            }
            model.close();
        } finally {
            turns.release(execution.workers());
        }
    }

    /** One predictor with its own input memory, used by one thread at a time. */
    private final class Worker {
        private final Predictor<NDList, NDList> predictor =
                model.newPredictor(new NoopTranslator());
        private float[] input = new float[0];
        private ByteBuffer memory = ByteBuffer.allocateDirect(0);

        <T> T run(long[] shape, Filler filler, Answer<T> answer, Stopwatch watch) {
            watch.time(Stopwatch.Phase.PREPROCESS, () -> prepare(shape, filler));
            var output = watch.time(Stopwatch.Phase.INFER, () -> infer(shape));
            return watch.time(Stopwatch.Phase.POSTPROCESS, () -> answer.read(output));
        }

        private ByteBuffer prepare(long[] shape, Filler filler) {
            var length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            if (input.length < length) {
                input = new float[length];
                memory =
                        ByteBuffer.allocateDirect(length * Float.BYTES)
                                .order(ByteOrder.nativeOrder());
            }
            filler.fill(input);
            memory.clear().limit(length * Float.BYTES);
            memory.asFloatBuffer().put(input, 0, length);
            return memory;
        }

        private Output infer(long[] shape) {
            try (var manager = model.getNDManager().newSubManager()) {
                var tensor = manager.create(memory, new Shape(shape), DataType.FLOAT32);
                var answered = predictor.predict(new NDList(tensor));
                answered.attach(manager);
                return output(answered.get(0), shape[0]);
            } catch (TranslateException | EngineException | IllegalStateException e) {
                throw new ModelUnavailable(
                        "Model %s failed on an input of the shape %s, as the field input says: %s"
                                .formatted(
                                        descriptor.name(), Arrays.toString(shape), e.getMessage()),
                        e);
            }
        }

        void close() {
            predictor.close();
        }
    }

    private Output output(NDArray answered, long pictures) {
        var shape = answered.getShape().getShape();
        if (answered.getDataType() != DataType.FLOAT32) {
            throw new ModelUnavailable(
                    "Model %s: the file %s answers in %s. Export it with 32-bit floats."
                            .formatted(
                                    descriptor.name(), descriptor.file(), answered.getDataType()));
        }
        if (pictures > 1 && (shape.length == 0 || shape[0] != pictures)) {
            throw new ModelUnavailable(
                    "Model %s: the field input.batch allows %d pictures at once, but for %d the output has the shape %s."
                            .formatted(
                                    descriptor.name(),
                                    descriptor.input().batchOrDefault(),
                                    pictures,
                                    Arrays.toString(shape)));
        }
        var buffer = answered.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        var values = new float[buffer.remaining()];
        buffer.get(values);
        for (var value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelUnavailable(
                        "Model %s answered with %s, which is no number. The file %s or its engine is broken, or the field input does not say what it was trained with."
                                .formatted(descriptor.name(), value, descriptor.file()));
            }
        }
        return new Output(values, shape);
    }
}

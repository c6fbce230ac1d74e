package trapline.bench.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import trapline.runner.Box;
import trapline.runner.CropPolicy;
import trapline.runner.Labelled;
import trapline.runner.ObjectDetector;
import trapline.runner.Picture;

/**
 * The parts of one picture's way, in milliseconds. {@link #detect} holds pre-processing, the
 * network and post-processing; {@code bench/parts} prints how its time divides.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(1)
public class PartsBenchmark {
    private static final Box ANIMAL = new Box(0.4, 0.4, 0.2, 0.25);

    /** The folder of the pictures, which holds the file below. */
    @Param("images")
    private String folder;

    @Param("models")
    private String models;

    @Param("2021-06-30_SYFR0218_cougar.JPG")
    private String picture;

    private byte[] file;
    private Picture decoded;
    private DemoPair pair;

    @Setup
    public void open() throws IOException {
        file = Files.readAllBytes(Path.of(folder, picture));
        pair = DemoPair.open(Path.of(models), 1);
        decoded = pair.reader().read(file);
    }

    @TearDown
    public void close() {
        pair.close();
    }

    @Benchmark
    public Picture decode() {
        return pair.reader().read(file);
    }

    @Benchmark
    public Picture crop() {
        return CropPolicy.BOX.cut(decoded, ANIMAL);
    }

    @Benchmark
    public ObjectDetector.Look detect() {
        return pair.detector().look(decoded);
    }

    @Benchmark
    public List<List<Labelled>> name() {
        return pair.classifier().classify(decoded, List.of(ANIMAL));
    }
}

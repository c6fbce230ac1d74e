package trapline.runner.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder of models that tests make and change. */
final class TestModels {
    static final String DETECTOR =
            """
            name: finder
            version: "%s"
            task: detect
            file: finder.onnx
            licence: MIT
            engine: onnxruntime
            input: {size: 64}
            layout: v5
            categories: {0: animal}
            """;
    static final String CLASSIFIER =
            """
            name: namer
            version: "%s"
            task: classify
            file: namer.onnx
            licence: MIT
            engine: onnxruntime
            input: {size: 32}
            labels: labels.txt
            """;

    /** One box in the middle, half as wide and high as the canvas. */
    private static final float[] ONE_BOX = {32, 32, 32, 32, 0.9f, 1f};

    final Path folder;

    TestModels(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void detector(String version) throws IOException {
        detector(
                DETECTOR.formatted(version), TinyOnnx.answering(64, new long[] {1, 1, 6}, ONE_BOX));
    }

    void detector(String descriptor, byte[] weights) throws IOException {
        write("finder/finder.onnx", weights);
        write("finder/model.yaml", descriptor.getBytes(StandardCharsets.UTF_8));
    }

    void classifier(String version) throws IOException {
        write("namer/labels.txt", "fox\nwolf\nlynx\n".getBytes(StandardCharsets.UTF_8));
        classifier(
                CLASSIFIER.formatted(version),
                TinyOnnx.answering(32, new long[] {1, 3}, 0.1f, 0.7f, 0.2f));
    }

    void classifier(String descriptor, byte[] weights) throws IOException {
        write("namer/namer.onnx", weights);
        write("namer/model.yaml", descriptor.getBytes(StandardCharsets.UTF_8));
    }

    void write(String name, byte[] bytes) throws IOException {
        var target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        var unfinished = Files.write(target.resolveSibling(target.getFileName() + ".new"), bytes);
        Files.move(
                unfinished,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}

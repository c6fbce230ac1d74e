package trapline.runner.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import trapline.runner.ModelDescriptor.Task;
import trapline.runner.ModelFolder;

/** A folder with one model that a test made: {@code model.yaml}, {@code model.onnx}, labels. */
public final class SyntheticModel {
    private final Path folder;

    public SyntheticModel(Path folder) {
        this.folder = folder;
    }

    /** Where the test writes the weights. */
    public Path weights() {
        return folder.resolve("model.onnx");
    }

    /** A detector of animals, people and vehicles: classes 0, 1 and 2. */
    public ModelFolder.Installed detector(String layout, String input, String... more) {
        return describe(
                Task.DETECT,
                """
                name: synthetic
                version: "1"
                task: detect
                file: model.onnx
                licence: Apache-2.0
                engine: onnxruntime
                input: %s
                layout: %s
                categories: {0: animal, 1: person, 2: vehicle}
                """
                                .formatted(input, layout)
                        + String.join("\n", more));
    }

    /** A classifier with these lines in its label file. */
    public ModelFolder.Installed classifier(String labels, String input, String... more) {
        write("labels.txt", labels);
        return describe(
                Task.CLASSIFY,
                """
                name: synthetic
                version: "1"
                task: classify
                file: model.onnx
                licence: Apache-2.0
                engine: onnxruntime
                input: %s
                labels: labels.txt
                """
                                .formatted(input)
                        + String.join("\n", more));
    }

    /** Another file beside the descriptor. */
    public SyntheticModel write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelFolder.Installed describe(Task task, String descriptor) {
        write("model.yaml", descriptor);
        return new ModelFolder(folder).find(task, Optional.of("synthetic")).orElseThrow();
    }
}

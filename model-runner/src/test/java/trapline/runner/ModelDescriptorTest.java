package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDescriptorTest {
    private static final String DETECTOR =
            """
            name: finder
            version: "1"
            task: detect
            file: finder.onnx
            licence: Apache-2.0
            engine: onnxruntime
            input: {size: 640}
            layout: v5
            categories: {0: animal}
            """;
    private static final String CLASSIFIER =
            """
            name: namer
            version: "1"
            task: classify
            file: namer.onnx
            licence: Apache-2.0
            engine: onnxruntime
            input: {size: 480}
            labels: labels.txt
            """;

    @Test
    void readsEveryFieldOfADetector() {
        var read =
                DescriptorReader.read(
                        "model.yaml",
                        """
                        name: megadetector-v5a
                        version: "5.0a"
                        task: detect
                        file: md_v5a.0.0.pt
                        address: https://example.org/md_v5a.0.0.pt
                        licence: MIT
                        engine: pytorch
                        input: {size: 1280, stride: 64, batch: 4, interpolation: area, padding: 114}
                        layout: v5
                        categories: {0: animal, 1: person, 2: vehicle}
                        minConfidence: 0.05
                        suppressionOverlap: 0.45
                        """);

        assertThat(read.input().stride()).contains(64);
        assertThat(read.input().batchOrDefault()).isEqualTo(4);
        assertThat(read.input().interpolationOrDefault())
                .isEqualTo(ModelDescriptor.Interpolation.AREA);
        assertThat(read.categories()).containsEntry(2, "vehicle");
        assertThat(read.demo()).isFalse();
    }

    @Test
    void readsEveryFieldOfAClassifier() {
        var read =
                DescriptorReader.read(
                        "model.yaml",
                        CLASSIFIER.replace("{size: 480}", "{size: 480, axes: nhwc}")
                                + """
                                labelFormat: speciesnet
                                softmax: true
                                crop: {shape: square, margin: 0.1}
                                """);

        assertThat(read.labelFormat()).isEqualTo(ModelDescriptor.LabelFormat.SPECIESNET);
        assertThat(read.softmax()).isTrue();
        assertThat(read.crop().shape()).isEqualTo(CropPolicy.Shape.SQUARE);
        assertThat(read.crop().margin()).isEqualTo(0.1);
        assertThat(read.input().axesOrDefault()).isEqualTo(ModelDescriptor.Axes.NHWC);
        assertThat(read.layout()).isEqualTo(Optional.empty());
    }

    @Test
    void leavesRepeatsToRtdetrWhichHasNone() {
        var rtdetr = read(DETECTOR.replace("v5", "rtdetr"));

        assertThat(rtdetr.suppressionOverlap()).isEqualTo(1);
        assertThat(read(DETECTOR).suppressionOverlap()).isEqualTo(0.45);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layout: v5            | layuot: v5           | :8: the field layuot is not known. Did you mean layout?",
                "layout: v5            | layout: v6           | :8: the field layout says v6: did you mean v5? Known are v5, v8, e2e, rtdetr, yolox-raw.",
                "layout: v5            | layout: rt-detr      | the field layout says rt-detr: did you mean rtdetr?",
                "task: detect          | task: detekt         | :3: the field task says detekt: did you mean detect? Known are detect, classify.",
                "engine: onnxruntime   | engine: onnx-runtime | did you mean onnxruntime?",
                "{size: 640}           | {sise: 640}          | the field input.sise is not known. Did you mean size?",
                "{size: 640}           | {}                   | the field input.size is missing.",
                "{size: 640}           | {size: big}          | the field input.size says big: give a whole number.",
                "{size: 640}           | {size: 99999}        | the field input.size says 99999: give a number from 8 to 4096.",
                "{size: 640}           | {size: 640, stride: 100}      | the field input.stride says 100: give a number that divides input.size.",
                "{size: 640}           | {size: 640, mean: [0.5]}      | the field input.mean says [0.5]: give three numbers",
                "{size: 640}           | {size: 640, deviation: [0, 1, 1]} | the field input.deviation says [0.0, 1.0, 1.0]: give three numbers above 0.",
                "{size: 640}           | {size: 640, interpolation: cubic} | the field input.interpolation says cubic: did you mean bicubic? Known are bilinear, bicubic, area.",
                "{size: 640}           | {size: 640, batch: 0}         | the field input.batch says 0: give a number from 1 to 64.",
                "{size: 640}           | [640]                | the field input is of the wrong kind: give fields with a name and a value each.",
                "name: finder          | name: Finder!        | the field name says Finder!: use a-z, 0-9",
                "file: finder.onnx     | file: ../finder.onnx | the field file says ../finder.onnx: give the plain name of a file beside the descriptor.",
                "licence: Apache-2.0   | note: free           | the field licence is missing.",
                "layout: v5            | note: none           | the field layout is missing: say one of v5, v8, e2e, rtdetr, yolox-raw.",
                "categories: {0: animal} | note: none         | the field categories is missing: say which class is which category",
                "categories: {0: animal} | categories: {0: 'An Animal'} | the field categories says 0: An Animal: give a class index from 0 and a word of a-z.",
                "categories: {0: animal} | categories: {zero: animal} | the field categories",
                "layout: v5            | layout: v5\\nminConfidence: 30 | the field minConfidence says 30: give a number from 0 to 1.",
                "layout: v5            | layout: v5\\nsha256: abc  | the field sha256 says abc: give 64 digits of 0-9 and a-f, or leave it out.",
            })
    void saysWhichFieldIsWrongAndWhatToDo(String right, String wrong, String message) {
        var yaml = DETECTOR.replace(right, wrong.replace("\\n", "\n"));

        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageStartingWith("finder/model.yaml")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels: labels.txt | note: none | the field labels is missing: give the name of the label file",
                "labels: labels.txt | labels: labels.txt\\ncrop: {shape: sqare} | the field crop.shape says sqare: did you mean square? Known are box, square, picture.",
                "labels: labels.txt | labels: labels.txt\\ncrop: {margin: 5} | the field crop.margin says 5: give a number from 0 to 2.",
                "labels: labels.txt | labels: labels.txt\\nlabelFormat: speciesnett | the field labelFormat says speciesnett: did you mean speciesnet? Known are plain, speciesnet, csv.",
                "labels: labels.txt | labels: labels.txt\\ntop: 0 | the field top says 0: give a number from 1 to 100.",
                "labels: labels.txt | labels: labels.txt\\nsoftmax: maybe | the field softmax says maybe: say true or false.",
            })
    void saysTheSameOfAClassifier(String right, String wrong, String message) {
        var yaml = CLASSIFIER.replace(right, wrong.replace("\\n", "\n"));

        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just words", "- a\n- list", "name: [unclosed", "{{{{"})
    void refusesWhatIsNoDescriptor(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageStartingWith("finder/model.yaml");
    }

    private static ModelDescriptor read(String yaml) {
        return DescriptorReader.read("finder/model.yaml", yaml);
    }
}

package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network's input is the kept one to the bit, and its raw answer the kept one nearly so. */
class VectorsTest {
    private static final PictureReader READER = new PictureReader(100_000_000);

    @ParameterizedTest
    @ValueSource(
            strings = {"2021-06-30_SYFR0218_cougar.JPG", "domestic_cattle.jpg", "testdataowl.JPG"})
    void letterboxesToTheBit(String file) throws IOException {
        var picture = READER.read(SampleData.find("images/" + file));
        var kept = READER.read(SampleData.find("vectors/" + stem(file) + ".letterbox640.png"));
        var input = detector("demo-detector").descriptor().input();
        var box = Letterbox.of(picture.width(), picture.height(), input);

        var small =
                Resampler.of(input)
                        .resample(picture, Region.whole(picture), box.width(), box.height());

        var filled = new float[3 * 640 * 640];
        new Canvas(input).put(small, box, filled, 0);
        var different = 0;
        for (var band = 0; band < 3; band++) {
            for (var i = 0; i < 640 * 640; i++) {
                var expected = (kept.rgb()[i * 3 + band] & 0xFF) / 255f;
                different += filled[band * 640 * 640 + i] == expected ? 0 : 1;
            }
        }
        assertThat(different).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "demo-detector, 2021-06-30_SYFR0218_cougar",
        "demo-detector, domestic_cattle",
        "demo-detector, testdataowl",
        "demo-detector-pt, 2021-06-30_SYFR0218_cougar",
        "demo-detector-pt, domestic_cattle",
        "demo-detector-pt, testdataowl"
    })
    void answersWithTheKeptRows(String model, String stem) throws IOException {
        var canvas = READER.read(SampleData.find("vectors/" + stem + ".letterbox640.png"));
        var rows =
                new ObjectMapper()
                        .readTree(
                                Files.readString(SampleData.find("vectors/" + stem + ".raw.json")))
                        .get("rows");
        var installed = detector(model);
        var input = installed.descriptor().input();
        var writer = new Canvas(input);
        try (var network = Network.load(installed, Execution.throughput(1))) {
            var output =
                    network.run(
                            writer.shape(1, 640, 640),
                            filled -> writer.put(canvas, Letterbox.of(640, 640, input), filled, 0),
                            answer -> answer,
                            new Stopwatch());

            assertThat(output.shape()).containsExactly(1, 8400, 85);
            rows.properties()
                    .forEach(
                            row -> {
                                var at = Integer.parseInt(row.getKey()) * 85;
                                var kept = row.getValue();
                                for (var i = 0; i < 5; i++) {
                                    close(output.values()[at + i], kept.get(i).asDouble());
                                }
                                var best = kept.get(5).asInt();
                                close(output.values()[at + 5 + best], kept.get(6).asDouble());
                            });
        }
    }

    private static void close(float value, double kept) {
        assertThat((double) value).isCloseTo(kept, within(Math.abs(kept) * 1e-3 + 1e-4));
    }

    private static ModelFolder.Installed detector(String name) {
        return new ModelFolder(SampleData.find("models"))
                .find(ModelDescriptor.Task.DETECT, Optional.of(name))
                .orElseThrow();
    }

    private static String stem(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }
}

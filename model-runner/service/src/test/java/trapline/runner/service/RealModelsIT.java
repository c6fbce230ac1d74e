package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static trapline.runner.service.RunningService.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Detected;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ObjectDetector;
import trapline.runner.PictureReader;
import trapline.runner.Renditions;
import trapline.runner.SampleData;

/** Real pictures through real models: over HTTP they give what the library gives. */
class RealModelsIT {
    private static final double WORTH_NAMING = 0.2;
    private static final List<String> FRAMES =
            List.of("images/african_elephants.jpg", "images/human.jpg", "images/vehicle.jpg");

    @Test
    void saysOfEveryPictureExactlyWhatTheLibrarySays() throws IOException {
        var models = new ModelFolder(SampleData.find("models"));
        var reader = new PictureReader(80_000_000);
        try (var service = new RunningService(SampleData.find("models"));
                var detector =
                        new ObjectDetector(
                                models.find(ModelDescriptor.Task.DETECT, Optional.empty())
                                        .orElseThrow(),
                                1);
                var classifier =
                        new CropClassifier(
                                models.find(ModelDescriptor.Task.CLASSIFY, Optional.empty())
                                        .orElseThrow(),
                                1)) {
            for (var file : pictures()) {
                var bytes = Files.readAllBytes(file);
                var picture = reader.read(bytes);
                var wanted = detector.detect(picture);

                var answer = json(service.post("/v1/analyze?nameFrom=" + WORTH_NAMING, bytes));

                var name = file.getFileName().toString();
                assertThat(answer.at("/picture/width").asInt()).isEqualTo(picture.width());
                assertThat(answer.at("/picture/truncated").asBoolean())
                        .isEqualTo(picture.truncated());
                assertThat(answer.get("detections")).as(name).hasSize(wanted.size());
                for (var i = 0; i < wanted.size(); i++) {
                    var found = answer.get("detections").get(i);
                    var box = wanted.get(i);
                    assertThat(found.get("category").asText()).isEqualTo(box.category());
                    assertThat(found.get("confidence").asDouble())
                            .isCloseTo(box.confidence(), within(1e-6));
                    assertThat(found.at("/bbox/0").asDouble())
                            .isCloseTo(box.box().x(), within(1e-6));
                    assertThat(found.at("/bbox/3").asDouble())
                            .isCloseTo(box.box().height(), within(1e-6));
                    var named = box.category().equals("animal") && box.confidence() >= WORTH_NAMING;
                    assertThat(found.has("classifications")).isEqualTo(named);
                    if (named) {
                        var labels = classifier.classify(picture, List.of(box.box())).get(0);
                        assertThat(found.at("/classifications/0/label").asText())
                                .as(name)
                                .isEqualTo(labels.get(0).label());
                    }
                }
            }
        }
    }

    @Test
    void findsOnPlainPixelsExactlyWhatTheLibraryFinds() throws IOException {
        var models = SampleData.find("models");
        var reader = new PictureReader(80_000_000);
        try (var service = new RunningService(models);
                var detector =
                        new ObjectDetector(
                                new ModelFolder(models)
                                        .find(ModelDescriptor.Task.DETECT, Optional.empty())
                                        .orElseThrow(),
                                1)) {
            for (var name : FRAMES) {
                var frame = Renditions.preview(reader.read(SampleData.find(name)), 1280);

                var answer = json(service.postPixels("/v1/detect", frame));

                var found = new ArrayList<Detected>();
                answer.get("detections").forEach(one -> found.add(detected(one)));
                assertThat(found).as(name).isEqualTo(detector.detect(frame)).isNotEmpty();
            }
        }
    }

    private static Detected detected(JsonNode one) {
        var bbox = one.get("bbox");
        return new Detected(
                one.get("category").asText(),
                one.get("label").asText(),
                one.get("confidence").asDouble(),
                new Box(
                        bbox.get(0).asDouble(),
                        bbox.get(1).asDouble(),
                        bbox.get(2).asDouble(),
                        bbox.get(3).asDouble()));
    }

    private static List<Path> pictures() throws IOException {
        try (var files = Files.list(SampleData.find("images"))) {
            return files.sorted().toList();
        }
    }
}

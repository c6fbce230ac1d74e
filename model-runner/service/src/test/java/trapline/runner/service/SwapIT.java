package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.runner.service.RunningService.jpeg;
import static trapline.runner.service.RunningService.json;
import static trapline.runner.service.RunningService.until;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trapline.runner.Waits;

/** Models are changed while pictures flow. */
class SwapIT {
    private static final int CALLERS = 3;

    @TempDir private Path folder;
    private TestModels models;
    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        models = new TestModels(folder.resolve("models"));
        models.detector("1");
        models.classifier("1");
        service = new RunningService(models.folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void losesNoPictureAndSaysOfEachWhichModelJudgedIt() throws Exception {
        var stop = new AtomicBoolean();
        var versions = new ConcurrentSkipListSet<String>();
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Map<Integer, Integer>>> callers = new ArrayList<>();
            for (var i = 0; i < CALLERS; i++) {
                callers.add(pool.submit(() -> send(stop, versions)));
            }
            until("version 1 judges", () -> versions.contains("1 1"));
            for (var version = 2; version <= 4; version++) {
                var now = String.valueOf(version);
                models.detector(now);
                models.classifier(now);
                until("version " + now + " judges", () -> versions.contains(now + " " + now));
            }
            stop.set(true);

            for (var caller : callers) {
                assertThat(Waits.get(caller).keySet()).containsExactly(200);
            }
        } finally {
            stop.set(true);
            pool.shutdownNow();
        }
    }

    @Test
    void takesUpAModelThatIsChosenInTheFolder() throws IOException {
        models.write(
                "another/model.yaml",
                TestModels.DETECTOR
                        .formatted("9")
                        .replace("finder", "another")
                        .getBytes(StandardCharsets.UTF_8));
        models.write(
                "another/another.onnx",
                TinyOnnx.answering(64, new long[] {1, 1, 6}, 32, 32, 8, 8, 0.5f, 1f));

        models.write("in-use.yaml", "detector: another\n".getBytes(StandardCharsets.UTF_8));

        until("the other one judges", () -> detector().equals("another 9"));
    }

    /** What is wrong, the word that must be said, and how the folder is changed. */
    record Mistake(String name, String word, Change change) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Changes the folder of models. */
    @FunctionalInterface
    interface Change {
        void make(TestModels models) throws IOException;
    }

    static Stream<Mistake> mistakes() {
        var good = TestModels.DETECTOR.formatted("2");
        var shape = new long[] {1, 1, 6};
        var weights = TinyOnnx.answering(64, shape, 32, 32, 32, 32, 0.8f, 1f);
        return Stream.of(
                new Mistake(
                        "a wrong hash",
                        "sha256",
                        m -> m.detector(good + "sha256: " + "0".repeat(64) + "\n", weights)),
                new Mistake(
                        "a wrong shape",
                        "layout",
                        m ->
                                m.detector(
                                        good,
                                        TinyOnnx.answering(64, new long[] {1, 4}, 1, 2, 3, 4))),
                new Mistake(
                        "no numbers",
                        "finder",
                        m ->
                                m.detector(
                                        good,
                                        TinyOnnx.answering(
                                                64, shape, Float.NaN, 1, 1, 1, Float.NaN, 1))),
                new Mistake(
                        "a typo",
                        "layout",
                        m -> m.detector(good.replace("layout: v5", "layout: v55"), weights)),
                new Mistake(
                        "a field that is not known",
                        "minConfidense",
                        m -> m.detector(good + "minConfidense: 0.3\n", weights)),
                new Mistake(
                        "a file that is no model",
                        "finder.onnx",
                        m -> m.detector(good, "hello".getBytes(StandardCharsets.UTF_8))),
                new Mistake(
                        "a missing list of labels",
                        "labels",
                        m -> {
                            Files.delete(m.folder.resolve("namer/labels.txt"));
                            m.classifier(
                                    TestModels.CLASSIFIER.formatted("2"),
                                    TinyOnnx.answering(32, new long[] {1, 3}, 1, 2, 3));
                        }),
                new Mistake(
                        "a list of labels of another length",
                        "labels",
                        m ->
                                m.classifier(
                                        TestModels.CLASSIFIER.formatted("2"),
                                        TinyOnnx.answering(32, new long[] {1, 2}, 1, 2))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void leavesTheRunningModelsAndNamesTheMistake(Mistake mistake) throws IOException {
        mistake.change().make(models);

        until("the mistake is seen", () -> !problems().isEmpty());

        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem).containsIgnoringCase(mistake.word()));
        var answer = json(service.post("/v1/analyze", jpeg(64, 64)));
        assertThat(answer.at("/detector/version").asText()).isEqualTo("1");
        assertThat(answer.at("/classifier/version").asText()).isEqualTo("1");
        assertThat(answer.get("detections")).hasSize(1);
        assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    private Map<Integer, Integer> send(AtomicBoolean stop, ConcurrentSkipListSet<String> versions) {
        var outcomes = new TreeMap<Integer, Integer>();
        while (!stop.get()) {
            var answer = service.post("/v1/analyze", jpeg(64, 64));
            outcomes.merge(answer.statusCode(), 1, Integer::sum);
            var said = json(answer);
            versions.add(
                    said.at("/detector/version").asText()
                            + " "
                            + said.at("/classifier/version").asText());
        }
        return outcomes;
    }

    private String detector() {
        var model = json(service.post("/v1/detect", jpeg(64, 64))).get("detector");
        return model.get("name").asText() + " " + model.get("version").asText();
    }

    private List<String> problems() {
        var problems = new ArrayList<String>();
        json(service.get("/v1/models"))
                .get("problems")
                .forEach(problem -> problems.add(problem.asText()));
        return problems;
    }
}

package trapline.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The flow goes one way, in every YAML file; and this test would notice if it did not. */
class RouteDirectionTest {
    private static final String GOOD =
            """
            # Station detect. In: the task of one capture. Out: its detections.
            - route:
                id: detection.detect
                description: Detect animals in one capture.
                from:
                  uri: kamelet:stage-source
                  parameters:
                    stage: image-ingested
                  steps:
                    - bean: {ref: openCapture, method: open}
                    - bean: {ref: detectStep, method: detect}
                    - to: kamelet:stage-sink?stage=detection-complete
            """;

    static Stream<Path> files() throws IOException {
        try (var routes = Files.list(Path.of("."));
                var templates = Files.list(Path.of("templates"));
                var kamelets = Files.list(Path.of("kamelets"))) {
            return Stream.of(routes.toList(), templates.toList(), kamelets.toList())
                    .flatMap(List::stream)
                    .map(Path::normalize)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void readsEveryStation() throws Exception {
        assertThat(files().map(Path::toString))
                .contains(
                        "capture.yaml",
                        "detection.yaml",
                        "classification.yaml",
                        "event.yaml",
                        "templates/deliver-email.yaml",
                        "kamelets/stage-source.kamelet.yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void pointsToTheRightAndSaysWhatItDoes(Path file) throws Exception {
        assertThat(RouteDirection.mistakes(file.toString(), Files.readString(file))).isEmpty();
    }

    @Test
    void findsNothingInAGoodSample() {
        assertThat(RouteDirection.mistakes("detection.yaml", GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    In: the task | The task | do not say 'In:'
                    Out: its | its | do not say 'Out:'
                    id: detection.detect | id: detect | id detect is not detection.VERB
                    id: detection.detect | id: event.detect | id event.detect is not detection.VERB
                    description: Detect | d: Detect | has no description
                    stage: image-ingested | stage: classification-complete | may not take from classification-complete
                    stage: image-ingested | stage: images | there is no stage images
                    stage=detection-complete | stage=image-ingested | may not put before image-ingested
                    kamelet:stage-sink?stage=detection-complete | stage:image-ingested | may not put before image-ingested
                    kamelet:stage-sink?stage=detection-complete | direct:capture.receive | may not have direct:capture.receive
                    kamelet:stage-sink?stage=detection-complete | direct:nowhere.go | names no station
                    ref: detectStep | ref: classifyStep | may not use classifyStep of classification
                    ref: detectStep | ref: settleStep | may not use settleStep of delivery
                    ref: detectStep | ref: oweStep | may not use oweStep of event
                    ref: detectStep | ref: magicStep | no station has a bean magicStep
                    to: kamelet:stage-sink?stage=detection-complete | to: file:x?include=a+b | becomes a blank
                    to: kamelet:stage-sink?stage=detection-complete | to: ftps://example.org | binary: true
                    """)
    void findsTheMistakeInABadSample(String before, String after, String mistake) {
        assertThat(GOOD).contains(before);

        var mistakes = RouteDirection.mistakes("detection.yaml", GOOD.replace(before, after));

        assertThat(mistakes).singleElement().asString().contains(mistake);
    }
}

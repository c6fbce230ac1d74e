package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Engines that would tell their makers who runs what. */
class QuietEnginesTest {
    private static final String[] PLACES = {
        "linux-x64/libonnxruntime.so",
        "linux-aarch64/libonnxruntime.so",
        "osx-aarch64/libonnxruntime.dylib"
    };

    @Test
    void onnxRuntimeKnowsNobodyToReportTo() {
        var libraries = Stream.of(PLACES).flatMap(place -> library(place).stream()).toList();

        // A library is too long to be shown by an assertion.
        assertThat(libraries.stream().anyMatch(one -> one.contains("OrtGetApiBase"))).isTrue();
        assertThat(libraries.stream().noneMatch(one -> one.contains("events.data.microsoft")))
                .isTrue();
    }

    @Test
    void djlIsToldNotToReport() {
        Processors.prepare(ModelDescriptor.EngineKind.ONNX_RUNTIME, 1);

        assertThat(Utils.getEnvOrSystemProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    }

    /** Empty where this build has none for that system. */
    private static Optional<String> library(String place) {
        try (var library =
                QuietEnginesTest.class.getResourceAsStream("/ai/onnxruntime/native/" + place)) {
            return library == null
                    ? Optional.empty()
                    : Optional.of(new String(library.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(place, e);
        }
    }
}

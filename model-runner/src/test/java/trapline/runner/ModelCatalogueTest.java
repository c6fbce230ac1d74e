package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The ready descriptors are right as far as that can be seen without their weights. */
class ModelCatalogueTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final ModelCatalogue catalogue = new ModelCatalogue();

    @Test
    void knowsEveryFolderOfReadyModelsByItsName() throws IOException {
        try (var folders = Files.list(ROOT.resolve("models"))) {
            assertThat(catalogue.entries())
                    .extracting(entry -> entry.descriptor().name())
                    .containsExactlyInAnyOrderElementsOf(
                            folders.filter(Files::isDirectory)
                                    .map(folder -> folder.getFileName().toString())
                                    .toList());
        }
    }

    @Test
    void pinsWhatIsFetchedAndTellsHowToExportTheRest() {
        assertThat(catalogue.entries())
                .allSatisfy(
                        entry -> {
                            var descriptor = entry.descriptor();
                            var export = descriptor.origin().export().orElseThrow();
                            assertThat(ROOT.resolve(export)).exists();
                            assertThat(descriptor.origin().homepage()).isPresent();
                            assertThat(descriptor.note()).isPresent();
                            assertThat(descriptor.sha256().isPresent())
                                    .as(descriptor.name())
                                    .isEqualTo(descriptor.address().isPresent());
                            assertThat(Files.readString(ROOT.resolve(export)))
                                    .contains(
                                            descriptor.address().isPresent()
                                                    ? descriptor.name()
                                                    : lastPart(descriptor.name()));
                        });
    }

    @Test
    void bringsTheLabelsThatItsMakersKeepInTheirProgram() throws IOException {
        var deepfaune = catalogue.find("deepfaune");

        var labels = deepfaune.file(deepfaune.descriptor().labels().orElseThrow()).orElseThrow();

        assertThat(new String(labels, StandardCharsets.UTF_8).lines())
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void proposesTheNearestNameForAWrongOne() {
        assertThatThrownBy(() -> catalogue.find("megadetector-v5"))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("Did you mean megadetector-v5");
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('-') + 1);
    }
}

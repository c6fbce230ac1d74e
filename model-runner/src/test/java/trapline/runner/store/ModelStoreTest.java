package trapline.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.ModelCatalogue;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

class ModelStoreTest {
    private static final byte[] WEIGHTS = "these are weights".getBytes(StandardCharsets.UTF_8);
    private static final String DESCRIPTOR =
            """
            name: fine
            version: "1"
            task: detect
            file: file.onnx
            %s
            licence: MIT
            engine: onnxruntime
            input: {size: 64}
            layout: v8
            categories: {0: animal}
            """;

    @TempDir Path folder;

    private MoodyServer server;
    private ModelStore store;

    @BeforeEach
    void serve() throws IOException {
        server = new MoodyServer(WEIGHTS);
        store = new ModelStore(folder, new Fetch(Map.of(), Fetch.Patience.USUAL));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void pullsAModelThatCanBeUsed() throws Exception {
        var pulled = pull("address: %s\nsha256: %s".formatted(server.address(), hash()));

        assertThat(pulled.complete()).isTrue();
        assertThat(pulled.foundHash()).isEmpty();
        assertThat(new ModelFolder(folder).installed())
                .extracting(model -> model.descriptor().name())
                .containsExactly("fine");
        assertThat(store.verify(Optional.empty()))
                .containsExactly(new ModelStore.Verified("fine", Optional.empty(), true));
    }

    @Test
    void fetchesNothingThatIsThereAlready() throws Exception {
        var fields = "address: %s\nsha256: %s".formatted(server.address(), hash());
        pull(fields);

        pull(fields);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void pinsTheHashThatItsMakersDoNotDocument() throws Exception {
        var pulled = pull("address: " + server.address());

        var hash = hash();
        assertThat(pulled.foundHash()).contains(hash);
        Files.writeString(folder.resolve("fine/file.onnx"), "another file");
        assertThat(store.verify(Optional.of("fine")).get(0).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(hash));
    }

    @Test
    void isNoModelWhenItsWeightsAreWrong() {
        assertThatThrownBy(
                        () ->
                                pull(
                                        "address: %s\nsha256: %s"
                                                .formatted(server.address(), "0".repeat(64))))
                .isInstanceOf(NotFetched.class);

        assertThat(new ModelFolder(folder).installed()).isEmpty();
        assertThat(folder.resolve("fine/file.onnx")).doesNotExist();
    }

    @Test
    void fetchesTheCheckpointOfAModelThatMustBeExported() throws Exception {
        var checkpoint = server.address().resolve("/models/file.pt?download=1");

        var pulled =
                pull(
                        "origin: {checkpoint: \"%s\", export: docs/models/x.md}"
                                .formatted(checkpoint));

        assertThat(pulled.complete()).isFalse();
        assertThat(pulled.checkpoint()).contains(folder.resolve("fine/file.pt"));
        assertThat(store.verify(Optional.empty()).get(0).problem())
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .contains("file.onnx is missing", "docs/models/x.md"));
    }

    @Test
    void importsAModelFromAFolderAndPinsItsHash(@TempDir Path source) throws Exception {
        Files.writeString(source.resolve("model.yaml"), DESCRIPTOR.formatted("demo: true"));
        Files.write(source.resolve("file.onnx"), WEIGHTS);

        var installed = store.importFrom(source, false);

        assertThat(installed.descriptor().sha256()).contains(hash());
        assertThat(folder.resolve("fine/file.onnx")).hasBinaryContent(WEIGHTS);
        assertThatThrownBy(() -> store.importFrom(source, false)).hasMessageContaining("--replace");
        assertThat(store.importFrom(source, true).descriptor().name()).isEqualTo("fine");
    }

    @Test
    void importsNothingIncompleteOrWrong(@TempDir Path source) throws Exception {
        assertThatThrownBy(() -> store.importFrom(source, false))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("no model.yaml");
        Files.writeString(
                source.resolve("model.yaml"), DESCRIPTOR.formatted("sha256: " + "0".repeat(64)));
        assertThatThrownBy(() -> store.importFrom(source, false))
                .hasMessageContaining("the field file names file.onnx");
        Files.write(source.resolve("file.onnx"), WEIGHTS);
        assertThatThrownBy(() -> store.importFrom(source, false))
                .hasMessageContaining("the field sha256 says 000");
        Files.writeString(source.resolve("model.yaml"), DESCRIPTOR.formatted("lizence: MIT"));
        assertThatThrownBy(() -> store.importFrom(source, false))
                .hasMessageContaining("lizence")
                .hasMessageContaining("licence");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void removesAModelButNothingElse() throws Exception {
        pull("address: %s\nsha256: %s".formatted(server.address(), hash()));
        Files.writeString(folder.resolve("fine/my-notes.md"), "mine");

        var removed = store.remove("fine");

        assertThat(removed).hasSize(2);
        assertThat(new ModelFolder(folder).installed()).isEmpty();
        assertThat(folder.resolve("fine/my-notes.md")).exists();
        assertThatThrownBy(() -> store.remove("../fine"))
                .hasMessageContaining("nothing was removed");
    }

    @Test
    void saysOfEveryFolderWhatIsWrongWithIt() throws Exception {
        pull("address: %s\nsha256: %s".formatted(server.address(), hash()));
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/model.yaml"), "name: [");

        var verified = store.verify(Optional.empty());

        assertThat(verified)
                .extracting(ModelStore.Verified::name)
                .containsExactlyInAnyOrder("broken", "fine");
        assertThat(verified).filteredOn(one -> one.problem().isPresent()).hasSize(1);
    }

    private ModelStore.Pulled pull(String fields) throws Exception {
        var yaml = DESCRIPTOR.formatted(fields);
        Files.createDirectories(folder.resolve("fine"));
        var file = Files.writeString(folder.resolve("fine/draft.txt"), yaml);
        var entry = new ModelCatalogue.Entry(ModelFolder.parse(file), yaml);
        Files.delete(file);
        return store.pull(entry, name -> (bytes, total) -> {});
    }

    private static String hash() throws Exception {
        return FetchTest.sha256(WEIGHTS);
    }
}

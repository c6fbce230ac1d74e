package trapline.runner.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/** Real descriptors in a real folder; only the network is made up. */
class ModelKeeperTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;
    private final List<Loaded> loaded = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private ModelKeeper<Loaded> keeper;

    @BeforeEach
    void watch() {
        keeper = keeper(Optional.empty());
    }

    @Test
    void hasNoneWhereNoneIsInstalled() {
        keeper.start();

        assertThat(keeper.use(Loaded::name)).isEmpty();
        assertThat(keeper.state().running()).isEmpty();
    }

    @Test
    void takesUpAChangedModelOnceItsFilesAreAtRest() throws IOException {
        install("finder", "1", "weights");
        keeper.start();

        install("finder", "2", "better weights");
        keeper.look();
        var whileCopying = keeper.use(Loaded::name);
        keeper.look();

        assertThat(whileCopying).contains("finder 1");
        assertThat(keeper.use(Loaded::name)).contains("finder 2");
        assertThat(loaded.get(0).closed).isTrue();
        assertThat(loaded.get(1).closed).isFalse();
    }

    @Test
    void takesUpAModelThatWasAddedWhereThereWasNone() throws IOException {
        keeper.start();

        install("finder", "1", "weights");
        lookTwice();

        assertThat(keeper.use(Loaded::name)).contains("finder 1");
        assertThat(keeper.state().since()).contains(CLOCK.instant());
    }

    @Test
    void loadsNothingAgainWhileNothingChanges() throws IOException {
        install("finder", "1", "weights");
        keeper.start();

        lookTwice();
        lookTwice();

        assertThat(loaded).hasSize(1);
    }

    @Test
    void leavesTheRunningModelWhenTheNewOneCannotBeLoadedAndTriesItOnce() throws IOException {
        install("finder", "1", "weights");
        keeper.start();
        refusal = Optional.of("Model finder: the field sha256 says otherwise.");

        install("finder", "2", "broken weights");
        lookTwice();
        lookTwice();

        assertThat(keeper.use(Loaded::name)).contains("finder 1");
        assertThat(keeper.state().problem()).contains(refusal.get());
        assertThat(loaded).hasSize(1);
    }

    @Test
    void leavesTheRunningModelWhenADescriptorHasATypoAndNamesTheField() throws IOException {
        install("finder", "1", "weights");
        keeper.start();

        var descriptor = folder.resolve("finder/model.yaml");
        Files.writeString(
                descriptor, Files.readString(descriptor).replace("categories", "categoris"));
        lookTwice();

        assertThat(keeper.use(Loaded::name)).contains("finder 1");
        assertThat(keeper.state().problem().orElseThrow()).contains("categor");
    }

    @Test
    void forgetsAMistakeThatWasMended() throws IOException {
        install("finder", "1", "weights");
        keeper.start();
        var descriptor = folder.resolve("finder/model.yaml");
        var good = Files.readString(descriptor);
        Files.writeString(descriptor, good.replace("layout: v5", "layout: v55"));
        lookTwice();
        var problem = keeper.state().problem();

        Files.writeString(descriptor, good);
        lookTwice();

        assertThat(problem).isPresent();
        assertThat(keeper.state().problem()).isEmpty();
    }

    @Test
    void changesToTheModelThatIsChosenInTheFolder() throws IOException {
        install("finder", "1", "weights");
        install("other", "7", "weights");
        keeper.start();

        Files.writeString(folder.resolve("in-use.yaml"), "detector: other\n");
        lookTwice();

        assertThat(keeper.use(Loaded::name)).contains("other 7");
    }

    @Test
    void saysWhichFieldOfTheChoiceIsNotKnownAndWhichModelIsNotThere() throws IOException {
        install("finder", "1", "weights");
        keeper.start();

        Files.writeString(folder.resolve("in-use.yaml"), "detecter: finder\n");
        lookTwice();
        var typo = keeper.state().problem().orElseThrow();
        Files.writeString(folder.resolve("in-use.yaml"), "detector: nowhere\n");
        lookTwice();

        assertThat(typo).contains("detecter");
        assertThat(keeper.state().problem().orElseThrow()).contains("nowhere");
        assertThat(keeper.use(Loaded::name)).contains("finder 1");
    }

    @Test
    void goesOnWithAModelWhoseFolderIsGone() throws IOException {
        install("finder", "1", "weights");
        keeper.start();

        Files.delete(folder.resolve("finder/weights.onnx"));
        lookTwice();

        assertThat(keeper.use(Loaded::name)).contains("finder 1");
        assertThat(keeper.state().problem().orElseThrow()).contains("finder");
    }

    @Test
    void doesNotStartWithAModelThatCannotBeUsed() throws IOException {
        install("finder", "1", "weights");
        refusal = Optional.of("The field layout is wrong.");

        assertThatThrownBy(() -> keeper.start())
                .isInstanceOf(ModelUnavailable.class)
                .hasMessage("The field layout is wrong.");
        assertThatThrownBy(() -> keeper(Optional.of("missing")).start())
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("missing");
    }

    private ModelKeeper<Loaded> keeper(Optional<String> configured) {
        return new ModelKeeper<>(
                folder, ModelDescriptor.Task.DETECT, configured, this::load, CLOCK);
    }

    private Loaded load(ModelFolder.Installed installed) {
        refusal.ifPresent(
                reason -> {
                    throw new ModelUnavailable(reason);
                });
        var descriptor = installed.descriptor();
        var model = new Loaded(descriptor.name() + " " + descriptor.version());
        loaded.add(model);
        return model;
    }

    private void lookTwice() {
        keeper.look();
        keeper.look();
    }

    private void install(String name, String version, String weights) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve("weights.onnx"), weights);
        Files.writeString(
                place.resolve("model.yaml"),
                """
                name: %s
                version: "%s"
                task: detect
                file: weights.onnx
                licence: MIT
                engine: onnxruntime
                input: {size: 64}
                layout: v5
                categories: {0: animal}
                """
                        .formatted(name, version));
    }

    private static final class Loaded implements AutoCloseable {
        private final String name;
        private boolean closed;

        Loaded(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

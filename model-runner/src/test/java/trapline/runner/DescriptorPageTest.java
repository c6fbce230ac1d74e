package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on descriptors tells of every field and every choice. */
class DescriptorPageTest {
    private static final Path PAGE = Path.of("../docs/models/descriptor.md");

    @ParameterizedTest
    @ValueSource(classes = {ModelDescriptor.Input.class, ModelDescriptor.class})
    void tellsOfEveryField(Class<?> type) throws IOException {
        var page = Files.readString(PAGE);

        assertThat(
                        Arrays.stream(type.getRecordComponents())
                                .filter(field -> !field.getType().isRecord())
                                .map(RecordComponent::getName))
                .allSatisfy(field -> assertThat(page).contains("`" + field + "`"));
    }

    @Test
    void tellsOfEveryFieldOfTheCrop() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(Arrays.stream(CropPolicy.class.getRecordComponents()))
                .allSatisfy(field -> assertThat(page).contains("`crop." + field.getName() + "`"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ModelDescriptor.Layout.class,
                ModelDescriptor.Axes.class,
                ModelDescriptor.Placement.class,
                ModelDescriptor.Interpolation.class,
                ModelDescriptor.LabelFormat.class,
                ModelDescriptor.EngineKind.class,
                CropPolicy.Shape.class
            })
    void tellsOfEveryChoice(Class<? extends Enum<?>> choices) throws IOException {
        var page = Files.readString(PAGE);

        assertThat(Words.all(choices))
                .allSatisfy(choice -> assertThat(page).contains("`" + choice + "`"));
    }
}

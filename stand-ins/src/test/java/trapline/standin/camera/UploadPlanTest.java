package trapline.standin.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadPlanTest {
    private static final List<Path> FILES = List.of(Path.of("a.JPG"), Path.of("b.jpeg"));
    private static final SimulationSettings SETTINGS = SimulationSettings.of(Path.of("pictures"));

    @Test
    void sendsEachFileAsItIsAndThenAgainAsANewPicture() {
        var plan = plan("north", 5, SETTINGS);

        assertThat(plan)
                .extracting(PlannedUpload::remoteName)
                .containsExactly(
                        "a.JPG", "b.jpeg", "a-000003.JPG", "b-000004.jpeg", "a-000005.JPG");
        assertThat(plan.subList(0, 2)).allMatch(upload -> upload.comment().isEmpty());
        assertThat(plan.subList(2, 5))
                .extracting(upload -> upload.comment().orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void makesEveryPictureANewOneWhenAskedTo() {
        assertThat(plan("north", 2, SETTINGS.withFreshPictures()))
                .allMatch(upload -> upload.comment().isPresent());
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        var settings = SETTINGS.withMishaps(0.5, 0.5);

        assertThat(plan("north", 50, settings)).isEqualTo(plan("north", 50, settings));
        assertThat(plan("north", 50, settings))
                .isNotEqualTo(plan("north", 50, settings.withSeed(2)));
        assertThat(plan("north", 50, settings)).isNotEqualTo(plan("south", 50, settings));
    }

    @Test
    void hasAboutTheShareOfMishapsItIsTold() {
        var plan = plan("north", 2000, SETTINGS.withMishaps(0.25, 0.1));

        assertThat(plan.stream().filter(upload -> upload.resentAs().isPresent()).count())
                .isBetween(400L, 600L);
        assertThat(plan.stream().filter(upload -> upload.cutAt().isPresent()).count())
                .isBetween(140L, 260L);
    }

    private static List<PlannedUpload> plan(String camera, int total, SimulationSettings settings) {
        var plan = new ArrayList<PlannedUpload>();
        new UploadPlan(camera, FILES, total, settings).forEachRemaining(plan::add);
        return plan;
    }
}

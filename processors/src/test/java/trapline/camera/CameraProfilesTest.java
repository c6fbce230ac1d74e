package trapline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CameraProfilesTest {
    private static final Optional<String> ANY = Optional.empty();

    private final CameraProfiles profiles = new CameraProfiles();

    @Test
    void takesTheProfileWithTheHighestPriorityThatFits() {
        profiles.replace(
                List.of(
                        profile("low", ANY, ANY, -1),
                        profile("high", ANY, ANY, 5),
                        profile("other", Optional.of("^south/"), ANY, 9)));

        assertThat(match("north/a.jpg", ANY).profile().name()).isEqualTo("high");
    }

    @Test
    void triesPathBeforeMakeAmongEquals() {
        profiles.replace(
                List.of(
                        profile("by-make", ANY, Optional.of("acme"), 0),
                        profile("by-path", Optional.of("^north/"), ANY, 0)));

        assertThat(match("north/a.jpg", Optional.of("ACME")).profile().name()).isEqualTo("by-path");
        assertThat(match("south/a.jpg", Optional.of("ACME")).profile().name()).isEqualTo("by-make");
    }

    @Test
    void saysWhyAProfileFits() {
        profiles.replace(List.of(profile("by-make", ANY, Optional.of("acme"), 0)));

        assertThat(match("a.jpg", Optional.of("Acme Cams")).why())
                .isEqualTo("its make is Acme Cams");
    }

    @Test
    void alwaysFindsAProfile() {
        assertThat(match("a.jpg", ANY).profile().name()).isEqualTo("generic");
    }

    private CameraProfile.Match match(String path, Optional<String> make) {
        return profiles.match(path, make, Optional.empty());
    }

    private static CameraProfile profile(
            String name, Optional<String> path, Optional<String> make, int priority) {
        return new CameraProfile(
                name,
                path,
                make,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                priority);
    }
}

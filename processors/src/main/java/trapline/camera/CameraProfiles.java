package trapline.camera;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The profiles that count now. Replaced as a whole when the configuration changes. */
public class CameraProfiles {
    private static final CameraProfile GENERIC =
            new CameraProfile(
                    "generic",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(CameraProfile.Time.EXIF, CameraProfile.Time.PATH),
                    Set.of(),
                    Integer.MIN_VALUE);

    private volatile List<CameraProfile> profiles = List.of();

    public void replace(List<CameraProfile> replacement) {
        profiles =
                replacement.stream()
                        .sorted(
                                Comparator.comparingInt(CameraProfile::priority)
                                        .reversed()
                                        .thenComparing(p -> p.path().isPresent() ? 0 : 1)
                                        .thenComparing(CameraProfile::name))
                        .toList();
    }

    /** The first profile that fits: path before EXIF. Something always fits: a generic one does. */
    public CameraProfile.Match match(String path, Optional<String> make, Optional<String> model) {
        return profiles.stream()
                .flatMap(profile -> profile.match(path, make, model).stream())
                .findFirst()
                .orElse(
                        new CameraProfile.Match(
                                GENERIC, Map.of(), "no profile fits, so the generic one does"));
    }
}

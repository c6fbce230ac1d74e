package trapline.camera;

import java.util.ArrayList;
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
        profiles = sorted(replacement);
    }

    /**
     * Why a file is or is not of one kind of camera.
     *
     * @param chosen whether it is the first that fits, and so counts
     */
    public record Explained(String profile, boolean fits, boolean chosen, String why) {}

    /** Every profile in the order in which they are tried, and what it says of a file. */
    public List<Explained> explain(String path, Optional<String> make, Optional<String> model) {
        return explain(profiles, path, make, model);
    }

    /** The same with profiles that are being tried out before those that count. */
    public List<Explained> explainWith(
            List<CameraProfile> tried, String path, Optional<String> make, Optional<String> model) {
        var all = new ArrayList<>(tried);
        var names = tried.stream().map(CameraProfile::name).toList();
        profiles.stream().filter(one -> !names.contains(one.name())).forEach(all::add);
        return explain(sorted(all), path, make, model);
    }

    private static List<Explained> explain(
            List<CameraProfile> all, String path, Optional<String> make, Optional<String> model) {
        var explained = new ArrayList<Explained>();
        var found = false;
        for (var profile : all) {
            var match = profile.match(path, make, model);
            explained.add(
                    new Explained(
                            profile.name(),
                            match.isPresent(),
                            match.isPresent() && !found,
                            match.map(CameraProfile.Match::why)
                                    .orElseGet(() -> profile.whyNot(path, make, model))));
            found |= match.isPresent();
        }
        if (!found) {
            explained.add(
                    new Explained(
                            GENERIC.name(),
                            true,
                            true,
                            "no profile fits, so the generic one does"));
        }
        return explained;
    }

    private static List<CameraProfile> sorted(List<CameraProfile> all) {
        return all.stream()
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

package trapline.camera;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the files of one kind of camera are understood; the content of a file in camera-profiles.
 *
 * @param name unique, such as {@code swift}
 * @param path the whole path must match; named groups are taken from it
 * @param make the EXIF make must match
 * @param model the EXIF model must match
 * @param extract further patterns on the path; the first that matches adds its named groups
 * @param identity where the device id comes from, the most trusted first
 * @param time where the capture time comes from, the most trusted first
 * @param clipTime what the time in a clip's container is; empty: UTC, unless that is still to come
 * @param require what must be there for the file to be used
 * @param priority profiles with a higher one are tried first
 */
public record CameraProfile(
        String name,
        Optional<String> path,
        Optional<String> make,
        Optional<String> model,
        List<String> extract,
        List<Identity> identity,
        List<Time> time,
        Optional<ClipTime> clipTime,
        Set<Requirement> require,
        int priority) {

    /** Where a device id can come from. */
    public enum Identity {
        PATH,
        SERIAL,
        USER_LABEL,
        FOLDER,
        ACCOUNT
    }

    /** Where a capture time can come from. */
    public enum Time {
        EXIF,
        PATH
    }

    /** What the time in a clip's container is. */
    public enum ClipTime {
        UTC,
        LOCAL
    }

    /** What a file of this kind must have. */
    public enum Requirement {
        IDENTITY,
        TIME,
        POSITION
    }

    /** A file that this profile is for, and the named groups found in its path. */
    public record Match(CameraProfile profile, Map<String, String> groups, String why) {}

    /** A profile that says nothing of clips. */
    public CameraProfile(
            String name,
            Optional<String> path,
            Optional<String> make,
            Optional<String> model,
            List<String> extract,
            List<Identity> identity,
            List<Time> time,
            Set<Requirement> require,
            int priority) {
        this(name, path, make, model, extract, identity, time, Optional.empty(), require, priority);
    }

    public CameraProfile {
        extract = List.copyOf(extract);
        identity = List.copyOf(identity);
        time = List.copyOf(time);
        require = Set.copyOf(require);
        path.ifPresent(BoundedPattern::new);
        make.ifPresent(BoundedPattern::new);
        model.ifPresent(BoundedPattern::new);
        extract.forEach(BoundedPattern::new);
    }

    /** Whether a file with this path and EXIF is one of its camera's, and why. */
    Optional<Match> match(String filePath, Optional<String> exifMake, Optional<String> exifModel) {
        var groups = path.flatMap(p -> new BoundedPattern(p).find(filePath));
        if (path.isPresent() && groups.isEmpty()) {
            return Optional.empty();
        }
        if (!matches(make, exifMake) || !matches(model, exifModel)) {
            return Optional.empty();
        }
        var all = new HashMap<>(groups.orElse(Map.of()));
        extract.stream()
                .flatMap(p -> new BoundedPattern(p).find(filePath).stream())
                .findFirst()
                .ifPresent(all::putAll);
        return Optional.of(new Match(this, Map.copyOf(all), why(exifMake, exifModel)));
    }

    /** The first reason for which a file is none of its camera's. */
    String whyNot(String filePath, Optional<String> exifMake, Optional<String> exifModel) {
        if (path.isPresent() && new BoundedPattern(path.get()).find(filePath).isEmpty()) {
            return "its path does not match " + path.get();
        }
        if (!matches(make, exifMake)) {
            return "its make is %s, not %s".formatted(exifMake.orElse("not given"), make.get());
        }
        return matches(model, exifModel)
                ? "it fits"
                : "its model is %s, not %s".formatted(exifModel.orElse("not given"), model.get());
    }

    private static boolean matches(Optional<String> pattern, Optional<String> value) {
        return pattern.isEmpty()
                || value.flatMap(v -> new BoundedPattern(pattern.get()).find(v)).isPresent();
    }

    private String why(Optional<String> exifMake, Optional<String> exifModel) {
        var reasons = new ArrayList<String>();
        path.ifPresent(p -> reasons.add("its path matches " + p));
        make.ifPresent(m -> reasons.add("its make is " + exifMake.orElse("")));
        model.ifPresent(m -> reasons.add("its model is " + exifModel.orElse("")));
        return reasons.isEmpty() ? "nothing more particular fits" : String.join(" and ", reasons);
    }
}

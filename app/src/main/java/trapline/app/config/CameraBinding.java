package trapline.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import trapline.camera.CameraProfile;
import trapline.camera.ReportDialect;

/** Turns camera profiles and report dialects that fit their schemas into records. */
final class CameraBinding {

    private CameraBinding() {}

    static Optional<CameraProfile> profile(Fields fields) {
        var before = fields.problems();
        var match = fields.at("match");
        for (var name : new String[] {"path", "make", "model"}) {
            match.text(name).ifPresent(pattern -> check(match, name, pattern));
        }
        var extract = fields.texts("extract");
        for (var i = 0; i < extract.size(); i++) {
            check(fields, "extract/" + i, extract.get(i));
        }
        if (fields.problems() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new CameraProfile(
                        fields.text("name").orElseThrow(),
                        match.text("path"),
                        match.text("make"),
                        match.text("model"),
                        extract,
                        fields.texts("identity").stream()
                                .map(word -> CameraProfile.Identity.valueOf(constant(word)))
                                .toList(),
                        fields.texts("time").stream()
                                .map(word -> CameraProfile.Time.valueOf(constant(word)))
                                .toList(),
                        fields.text("clipTime")
                                .map(word -> CameraProfile.ClipTime.valueOf(constant(word))),
                        fields.texts("require").stream()
                                .map(word -> CameraProfile.Requirement.valueOf(constant(word)))
                                .collect(Collectors.toSet()),
                        fields.whole("priority").orElse(0)));
    }

    private static void check(Fields fields, String name, String pattern) {
        try {
            var unused = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            fields.wrong(
                    name,
                    "The pattern is wrong near its character %d: %s."
                            .formatted(e.getIndex() + 1, e.getDescription()),
                    "Correct the regular expression.");
        }
    }

    static Optional<ReportDialect> dialect(Fields fields) {
        var keys = fields.at("fields");
        try {
            return Optional.of(
                    new ReportDialect(
                            fields.text("name").orElseThrow(),
                            fields.text("recognisedBy"),
                            keys.text("device").orElseThrow(),
                            keys.text("signal"),
                            keys.text("temperature"),
                            keys.text("battery"),
                            keys.text("storage"),
                            keys.text("position"),
                            keys.text("total"),
                            keys.text("sent"),
                            keys.text("time"),
                            fields.text("timeFormat")));
        } catch (IllegalArgumentException e) {
            fields.wrong(
                    "timeFormat",
                    "The time format is wrong: %s.".formatted(e.getMessage()),
                    "Write it like dd/MM/yyyy HH:mm:ss.");
            return Optional.empty();
        }
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

package trapline.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import trapline.camera.CameraProfile;
import trapline.camera.ReportDialect;

/** The camera profiles and report dialects of route-config, as they are shipped. */
public final class ShippedConfig {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ShippedConfig() {}

    public static List<CameraProfile> profiles() {
        return files("camera-profiles").stream().map(ShippedConfig::profile).toList();
    }

    public static List<ReportDialect> dialects() {
        return files("report-dialects").stream().map(ShippedConfig::dialect).toList();
    }

    private static CameraProfile profile(JsonNode file) {
        var match = file.path("match");
        return new CameraProfile(
                file.get("name").asText(),
                text(match, "path"),
                text(match, "make"),
                text(match, "model"),
                texts(file, "extract"),
                texts(file, "identity").stream()
                        .map(word -> CameraProfile.Identity.valueOf(constant(word)))
                        .toList(),
                texts(file, "time").stream()
                        .map(word -> CameraProfile.Time.valueOf(constant(word)))
                        .toList(),
                texts(file, "require").stream()
                        .map(word -> CameraProfile.Requirement.valueOf(constant(word)))
                        .collect(Collectors.toSet()),
                file.path("priority").asInt(0));
    }

    private static ReportDialect dialect(JsonNode file) {
        var keys = file.get("fields");
        return new ReportDialect(
                file.get("name").asText(),
                text(file, "recognisedBy"),
                keys.get("device").asText(),
                text(keys, "signal"),
                text(keys, "temperature"),
                text(keys, "battery"),
                text(keys, "storage"),
                text(keys, "position"),
                text(keys, "total"),
                text(keys, "sent"),
                text(keys, "time"),
                text(file, "timeFormat"));
    }

    private static List<JsonNode> files(String folder) {
        var path = Path.of("../route-config").resolve(folder);
        try (var files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ShippedConfig::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    private static List<String> texts(JsonNode node, String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

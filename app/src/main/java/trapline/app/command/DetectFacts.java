package trapline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.runner.ModelFolder;
import trapline.runner.taxonomy.Place;

/**
 * All that decides what is found in a folder, and what the results say about it.
 *
 * @param threshold detections below it are left out, 0 to 1
 * @param only the labels that occur at the place; none: what the classifier's descriptor says
 */
record DetectFacts(
        Path folder,
        boolean recursive,
        boolean clips,
        double threshold,
        ModelFolder.Installed detector,
        Optional<ModelFolder.Installed> classifier,
        Place place,
        List<String> only) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final ObjectMapper JSON = new ObjectMapper();

    DetectFacts {
        only = List.copyOf(only);
    }

    /** As one line of JSON; runs with another one are not continued. */
    String settings() throws IOException {
        var json = JSON.createObjectNode();
        json.put("folder", folder.toRealPath().toString());
        json.put("recursive", recursive);
        json.put("clips", clips);
        json.put("threshold", threshold);
        json.put("detector", print(detector));
        classifier.ifPresent(one -> json.put("classifier", print(one)));
        place.country().ifPresent(code -> json.put("country", code));
        place.region().ifPresent(code -> json.put("region", code));
        if (!only.isEmpty()) {
            only.forEach(json.putArray("only")::add);
        }
        return json.toString();
    }

    private static String print(ModelFolder.Installed model) {
        var descriptor = model.descriptor();
        return "%s %s %s %s"
                .formatted(
                        descriptor.name(),
                        descriptor.version(),
                        descriptor.file(),
                        descriptor
                                .sha256()
                                .orElseGet(() -> model.weights().toFile().length() + " bytes"));
    }

    /** The field {@code info} of MegaDetector's format. */
    Map<String, JsonNode> info(Clock clock) {
        var now = TextNode.valueOf(TIME.format(LocalDateTime.now(clock)));
        var info = new LinkedHashMap<String, JsonNode>();
        info.put("detector", TextNode.valueOf(detector.descriptor().file()));
        info.put("detection_completion_time", now);
        var metadata = JSON.createObjectNode();
        metadata.put("name", detector.descriptor().name());
        metadata.put("version", detector.descriptor().version());
        metadata.put("image_size", detector.descriptor().input().size());
        metadata.put("typical_detection_threshold", detector.descriptor().typicalConfidence());
        metadata.put("output_threshold", threshold);
        info.put("detector_metadata", metadata);
        if (classifier.isPresent()) {
            info.put("classifier", TextNode.valueOf(classifier.get().descriptor().file()));
            info.put("classification_completion_time", now);
            var named = JSON.createObjectNode();
            named.put("name", classifier.get().descriptor().name());
            named.put("version", classifier.get().descriptor().version());
            info.put("classifier_metadata", named);
        }
        info.put(
                "root_folder",
                TextNode.valueOf(
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName())));
        return info;
    }
}

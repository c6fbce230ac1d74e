package trapline.api.export;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The formats there are. */
public enum ExportFormat {
    /** Camtrap DP 1.0.2: a zip with datapackage.json and three tables. */
    CAMTRAP_DP("camtrap-dp", "zip"),
    /** One row for each observation, all that is known about it. */
    OBSERVATIONS_CSV("observations-csv", "csv"),
    /** The same rows for a spreadsheet. */
    XLSX("xlsx", "xlsx"),
    /** COCO Camera Traps. */
    COCO("coco", "json"),
    /** MegaDetector's batch results. */
    MEGADETECTOR("megadetector", "json"),
    /** One point for each observation. */
    GEOJSON("geojson", "geojson"),
    /** One row for each species and camera, one column for each occasion. */
    DETECTION_HISTORY("detection-history", "csv"),
    /** The pictures, by camera. */
    PICTURES("pictures", "zip");

    private final String id;
    private final String ending;

    ExportFormat(String id, String ending) {
        this.id = id;
        this.ending = ending;
    }

    /** As written in JSON and in the database. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Of the file's name, without the dot. */
    public String ending() {
        return ending;
    }

    /**
     * @throws IllegalArgumentException if there is no such format
     */
    @JsonCreator
    public static ExportFormat of(String id) {
        return Arrays.stream(values())
                .filter(format -> format.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be one of "
                                                + Arrays.stream(values())
                                                        .map(ExportFormat::id)
                                                        .collect(Collectors.joining(", "))));
    }
}

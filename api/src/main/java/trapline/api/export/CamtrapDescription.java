package trapline.api.export;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code datapackage.json} says of a Camtrap DP package. */
final class CamtrapDescription {
    private static final String STANDARD =
            "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2/";

    private CamtrapDescription() {}

    static Map<String, Object> of(
            ExportContext context,
            CamtrapDeployments deployments,
            Collection<ScientificName> names) {
        var description = new LinkedHashMap<String, Object>();
        description.put(
                "resources",
                List.of(resource("deployments"), resource("media"), resource("observations")));
        description.put("profile", STANDARD + "camtrap-dp-profile.json");
        description.put("name", name(context));
        description.put("id", "urn:uuid:" + context.exportId());
        description.put("created", context.createdAt().toString());
        description.put("title", context.project());
        description.put("version", "1.0");
        description.put(
                "contributors", List.of(Map.of("title", context.project(), "role", "publisher")));
        description.put(
                "sources", List.of(Map.of("title", "Trapline", "version", context.version())));
        description.put("project", project(context));
        description.put("spatial", spatial(deployments));
        description.put("temporal", temporal(deployments));
        description.put("taxonomic", names.stream().map(CamtrapDescription::taxon).toList());
        deployments.stays().stream()
                .flatMap(stay -> stay.place().digits().stream())
                .min(Integer::compare)
                .ifPresent(digits -> description.put("coordinatePrecision", Math.pow(10, -digits)));
        return description;
    }

    private static Map<String, Object> resource(String name) {
        var resource = new LinkedHashMap<String, Object>();
        resource.put("name", name);
        resource.put("path", name + ".csv");
        resource.put("profile", "tabular-data-resource");
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put("schema", STANDARD + name + "-table-schema.json");
        return resource;
    }

    /** Lower case letters, digits, dots and dashes: nothing else may stand in a package's name. */
    private static String name(ExportContext context) {
        var plain =
                context.project()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        var day = LocalDate.ofInstant(context.createdAt(), ZoneOffset.UTC);
        return (plain.isEmpty() ? "project" : plain) + "-" + day;
    }

    private static Map<String, Object> project(ExportContext context) {
        var project = new LinkedHashMap<String, Object>();
        project.put("title", context.project());
        project.put("samplingDesign", "opportunistic");
        project.put("captureMethod", List.of("activityDetection"));
        project.put("individualAnimals", false);
        project.put("observationLevel", List.of("media"));
        return project;
    }

    /** The rectangle around all cameras; one camera, or a row of them, is a point or a line. */
    private static Map<String, Object> spatial(CamtrapDeployments deployments) {
        var south = 90.0;
        var north = -90.0;
        var west = 180.0;
        var east = -180.0;
        for (var stay : deployments.stays()) {
            south = Math.min(south, stay.place().latitude());
            north = Math.max(north, stay.place().latitude());
            west = Math.min(west, stay.place().longitude());
            east = Math.max(east, stay.place().longitude());
        }
        if (south == north && west == east) {
            return Map.of("type", "Point", "coordinates", List.of(west, south));
        }
        if (south == north || west == east) {
            return Map.of(
                    "type",
                    "LineString",
                    "coordinates",
                    List.of(List.of(west, south), List.of(east, north)));
        }
        var ring =
                List.of(
                        List.of(west, south),
                        List.of(east, south),
                        List.of(east, north),
                        List.of(west, north),
                        List.of(west, south));
        return Map.of("type", "Polygon", "coordinates", List.of(ring));
    }

    private static Map<String, Object> temporal(CamtrapDeployments deployments) {
        var first =
                deployments.stays().stream()
                        .map(stay -> stay.first())
                        .min(java.time.Instant::compareTo);
        var last =
                deployments.stays().stream()
                        .map(stay -> stay.last())
                        .max(java.time.Instant::compareTo);
        return Map.of(
                "start",
                LocalDate.ofInstant(first.orElseThrow(), ZoneOffset.UTC).toString(),
                "end",
                LocalDate.ofInstant(last.orElseThrow(), ZoneOffset.UTC).toString());
    }

    private static Map<String, Object> taxon(ScientificName name) {
        var taxon = new LinkedHashMap<String, Object>();
        taxon.put("scientificName", name.name());
        name.rank().ifPresent(rank -> taxon.put("taxonRank", rank));
        name.vernacular()
                .ifPresent(vernacular -> taxon.put("vernacularNames", Map.of("eng", vernacular)));
        return new LinkedHashMap<>(taxon);
    }
}

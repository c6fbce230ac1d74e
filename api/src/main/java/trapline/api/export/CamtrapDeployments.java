package trapline.api.export;

import static trapline.api.export.ObservationRow.text;
import static trapline.api.export.ObservationRow.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deployments of a Camtrap DP package: those that are known; else each camera at the place
 * where it stands now, from its first to its last capture in the package.
 */
final class CamtrapDeployments {
    private static final List<String> HEADER =
            List.of(
                    "deploymentID",
                    "locationID",
                    "locationName",
                    "latitude",
                    "longitude",
                    "coordinateUncertainty",
                    "deploymentStart",
                    "deploymentEnd",
                    "setupBy",
                    "cameraID",
                    "cameraModel",
                    "cameraDelay",
                    "cameraHeight",
                    "cameraDepth",
                    "cameraTilt",
                    "cameraHeading",
                    "detectionDistance",
                    "timestampIssues",
                    "baitUse",
                    "featureType",
                    "habitat",
                    "deploymentGroups",
                    "deploymentTags",
                    "deploymentComments");

    /** A camera that was heard of so lately still stands there. */
    private static final Duration ONGOING = Duration.ofDays(7);

    /** Flags that put a time in doubt; the others only say where it comes from. */
    private static final List<String> DOUBTS =
            List.of(
                    "no-time",
                    "unreadable-time",
                    "clock-reset",
                    "in-future",
                    "offset-differs",
                    "clock-change-gap",
                    "clock-change-overlap");

    private final TreeMap<String, Stay> stays = new TreeMap<>();

    /** One camera at one place. */
    static final class Stay {
        private final ExportedCamera camera;
        private final Optional<ExportedCamera.Site> site;
        private final ExportedCamera.Place place;
        private final Optional<ExportedCapture.Stay> known;
        private final ZoneId zone;
        private Instant first;
        private Instant last;
        private boolean inDoubt;

        Stay(ExportedCapture capture) {
            this.camera = capture.camera();
            this.site = capture.site();
            this.place = capture.place().orElseThrow();
            this.known = capture.stay();
            this.zone = capture.zone();
            this.first = known.map(ExportedCapture.Stay::startedAt).orElse(capture.capturedAt());
            this.last = known.flatMap(ExportedCapture.Stay::endedAt).orElse(capture.capturedAt());
        }

        ExportedCamera.Place place() {
            return place;
        }

        /**
         * Whether the camera still stands there: nobody has said that it ended, and it is heard.
         */
        private boolean isOngoing(Instant now) {
            return known.flatMap(ExportedCapture.Stay::endedAt).isEmpty()
                    && last.isAfter(now.minus(ONGOING));
        }

        Instant first() {
            return first;
        }

        Instant last() {
            return last;
        }
    }

    /** The id of the deployment that a capture belongs to. */
    String of(ExportedCapture capture) {
        var id =
                capture.stay()
                        .map(ExportedCapture.Stay::deploymentId)
                        .orElse(capture.camera().cameraId())
                        .toString();
        var stay = stays.computeIfAbsent(id, unknown -> new Stay(capture));
        var at = capture.capturedAt();
        stay.first = at.isBefore(stay.first) ? at : stay.first;
        stay.last = at.isAfter(stay.last) ? at : stay.last;
        stay.inDoubt |= capture.timeFlags().stream().anyMatch(DOUBTS::contains);
        return id;
    }

    boolean isEmpty() {
        return stays.isEmpty();
    }

    Collection<Stay> stays() {
        return stays.values();
    }

    /** The table with its header, in the order of the ids. */
    List<List<String>> rows(Instant now) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        stays.forEach((id, stay) -> rows.add(row(id, stay, now)));
        return rows;
    }

    private static List<String> row(String id, Stay stay, Instant now) {
        var camera = stay.camera;
        var place = stay.place();
        var ongoing = stay.isOngoing(now);
        var model =
                Stream.of(camera.make(), camera.model())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("-"));
        var row = new ArrayList<String>(HEADER.size());
        row.add(id);
        row.add(text(stay.site.map(ExportedCamera.Site::siteId)));
        row.add(stay.site.map(ExportedCamera.Site::name).orElse(camera.name()));
        row.add(String.valueOf(place.latitude()));
        row.add(String.valueOf(place.longitude()));
        row.add(text(place.uncertaintyMetres()));
        row.add(time(stay.first, stay.zone));
        row.add(time(stay.last, stay.zone));
        row.add("");
        row.add(camera.deviceId());
        row.add(model);
        row.addAll(List.of("", "", "", "", "", ""));
        row.add(String.valueOf(stay.inDoubt));
        row.addAll(List.of("", "", "", ""));
        row.add(ongoing ? "status:ongoing" : "");
        row.add("");
        return row;
    }
}

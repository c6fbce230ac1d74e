package trapline.api.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * For occupancy models: for each species and camera whether it was seen in an occasion (1), not
 * seen (0), or whether the camera did not work then (NA). A camera counts as working from the first
 * to the last day of which it has a capture here, by the clock of its place. Memory grows with
 * species, cameras and days, not with captures.
 */
class DetectionHistoryWriter implements ExportWriter {
    private static final int MOST_OCCASIONS = 4_000;

    @Override
    public ExportFormat format() {
        return ExportFormat.DETECTION_HISTORY;
    }

    @Override
    public Session open(Path target, ExportContext context) {
        return new History(target, context.options().days());
    }

    private static final class Effort {
        private final ExportedCamera camera;
        private LocalDate first;
        private LocalDate last;

        Effort(ExportedCamera camera, LocalDate day) {
            this.camera = camera;
            this.first = day;
            this.last = day;
        }
    }

    private static final class History implements Session {
        private final Path target;
        private final int days;
        private final Map<UUID, Effort> efforts = new HashMap<>();
        private final Map<String, Map<UUID, Set<LocalDate>>> seen = new TreeMap<>();

        History(Path target, int days) {
            this.target = target;
            this.days = days;
        }

        @Override
        public void write(ExportedCapture capture) {
            var day = capture.capturedAt().atZone(capture.zone()).toLocalDate();
            var camera = capture.camera().cameraId();
            var effort = efforts.computeIfAbsent(camera, id -> new Effort(capture.camera(), day));
            effort.first = day.isBefore(effort.first) ? day : effort.first;
            effort.last = day.isAfter(effort.last) ? day : effort.last;
            for (var one : capture.observations()) {
                if (one.type() == ExportedObservation.Type.ANIMAL) {
                    var name =
                            one.scientificName()
                                    .map(ScientificName::name)
                                    .or(one::label)
                                    .orElse("animal");
                    seen.computeIfAbsent(name, species -> new HashMap<>())
                            .computeIfAbsent(camera, id -> new HashSet<>())
                            .add(day);
                }
            }
        }

        @Override
        public List<String> finish() throws IOException {
            if (efforts.isEmpty()) {
                throw new NothingToExport("No capture fits these filters.");
            }
            var first = efforts.values().stream().map(one -> one.first).min(LocalDate::compareTo);
            var last = efforts.values().stream().map(one -> one.last).max(LocalDate::compareTo);
            var begin = first.orElseThrow();
            var occasions = (int) (ChronoUnit.DAYS.between(begin, last.orElseThrow()) / days) + 1;
            if (occasions > MOST_OCCASIONS) {
                throw new NothingToExport(
                        ("From the first to the last capture there are %d occasions, more than %d."
                                        + " Choose longer occasions, or fewer days.")
                                .formatted(occasions, MOST_OCCASIONS));
            }
            try (var rows = new CsvRows(Files.newOutputStream(target))) {
                rows.write(header(begin, occasions));
                var cameras = new ArrayList<>(efforts.values());
                cameras.sort(
                        Comparator.comparing((Effort one) -> one.camera.name())
                                .thenComparing(one -> one.camera.cameraId()));
                for (var species : seen.entrySet()) {
                    for (var effort : cameras) {
                        rows.write(
                                row(
                                        species.getKey(),
                                        effort,
                                        species.getValue(),
                                        begin,
                                        occasions));
                    }
                }
            }
            return List.of();
        }

        private List<String> header(LocalDate begin, int occasions) {
            var header = new ArrayList<>(List.of("species", "cameraId", "camera", "site"));
            for (var i = 0; i < occasions; i++) {
                header.add(begin.plusDays((long) i * days).toString());
            }
            return header;
        }

        private List<String> row(
                String species,
                Effort effort,
                Map<UUID, Set<LocalDate>> seenBy,
                LocalDate begin,
                int occasions) {
            var row = new ArrayList<String>();
            row.add(species);
            row.add(effort.camera.cameraId().toString());
            row.add(effort.camera.name());
            row.add(ObservationRow.text(effort.camera.site().map(ExportedCamera.Site::name)));
            var hits = new HashSet<Integer>();
            for (var day : seenBy.getOrDefault(effort.camera.cameraId(), Set.of())) {
                hits.add((int) (ChronoUnit.DAYS.between(begin, day) / days));
            }
            for (var i = 0; i < occasions; i++) {
                var from = begin.plusDays((long) i * days);
                var to = from.plusDays(days - 1L);
                var works = !to.isBefore(effort.first) && !from.isAfter(effort.last);
                row.add(!works ? "NA" : hits.contains(i) ? "1" : "0");
            }
            return row;
        }

        @Override
        public void close() {
            seen.clear();
        }
    }
}

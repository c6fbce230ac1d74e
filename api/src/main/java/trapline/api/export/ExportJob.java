package trapline.api.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import trapline.api.access.Callers;
import trapline.api.access.OnBehalf;
import trapline.api.access.Role;
import trapline.api.access.Scope;
import trapline.api.capture.CaptureSelection;
import trapline.api.privacy.Privacies;
import trapline.project.Project;
import trapline.project.Projects;

/** Makes one export, with the rights that who asked for it has now. */
class ExportJob {
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LINK = Duration.ofDays(7);
    private static final int BATCH = 200;

    private final Exports exports;
    private final ExportFiles files;
    private final ExportReading reading;
    private final CaptureSelection selection;
    private final Callers callers;
    private final Projects projects;
    private final Privacies privacies;
    private final OnBehalf onBehalf;
    private final Clock clock;
    private final String version;
    private final Map<ExportFormat, ExportWriter> writers = new EnumMap<>(ExportFormat.class);

    ExportJob(
            Exports exports,
            ExportFiles files,
            ExportReading reading,
            CaptureSelection selection,
            Access access,
            Clock clock,
            String version,
            List<ExportWriter> writers) {
        this.exports = exports;
        this.files = files;
        this.reading = reading;
        this.selection = selection;
        this.callers = access.callers();
        this.projects = access.projects();
        this.privacies = access.privacies();
        this.onBehalf = access.onBehalf();
        this.clock = clock;
        this.version = version;
        writers.forEach(writer -> this.writers.put(writer.format(), writer));
    }

    /** Who may see what. */
    record Access(Callers callers, Projects projects, Privacies privacies, OnBehalf onBehalf) {}

    boolean makes(ExportFormat format) {
        return writers.containsKey(format);
    }

    /**
     * Makes the file and says so in the database.
     *
     * @param goOn asked now and then; if not, the export waits for the next worker
     * @throws IOException if the disk is full or broken
     */
    void make(ExportRow export, BooleanSupplier goOn) throws IOException {
        var caller = callers.now(export.accountId(), export.keyId());
        var scope =
                caller.map(who -> who.scope(Role.VIEWER, Optional.of(export.projectId())))
                        .filter(allowed -> !allowed.projects().isEmpty());
        if (scope.isEmpty()) {
            exports.failed(
                    export.exportId(), "Who asked for this may not see the project any more.");
            return;
        }
        onBehalf.read(
                caller.orElseThrow(),
                () -> {
                    write(export, scope.get(), goOn);
                    return true;
                });
    }

    private void write(ExportRow export, Scope scope, BooleanSupplier goOn) throws IOException {
        var id = export.exportId();
        var project = projects.find(export.projectId()).map(Project::name).orElseThrow();
        var privacy = privacies.of(export.projectId());
        var context =
                new ExportContext(
                        id,
                        project,
                        export.requestedBy(),
                        export.createdAt(),
                        version,
                        export.options(),
                        reading.labels(),
                        privacy.concealed());
        exports.counted(id, selection.count(scope, export.filters(), export.lastReceivedAt()));
        var cameras = reading.cameras(export.projectId(), privacy);
        var target = files.workshop(id).resolve("export." + export.format().ending());
        var progress = new Progress(id, goOn);
        List<String> notes;
        try (var session = writers.get(export.format()).open(target, context)) {
            selection.each(
                    scope,
                    export.filters(),
                    export.lastReceivedAt(),
                    BATCH,
                    ids -> {
                        for (var capture :
                                reading.captures(ids, cameras, export.options().least())) {
                            session.write(capture);
                        }
                        return progress.add(ids.size());
                    });
            notes = progress.stopped ? List.of() : session.finish();
        }
        if (progress.stopped) {
            files.clear(id);
            return;
        }
        finish(export, project, target, progress.done, notes);
    }

    private void finish(
            ExportRow export, String project, Path target, long done, List<String> notes)
            throws IOException {
        var made =
                new Exports.Made(
                        name(project, export),
                        Files.size(target),
                        ExportFiles.sha256(target),
                        notes);
        files.keep(export.exportId(), target);
        exports.done(export.exportId(), done, made, clock.instant().plus(LINK));
    }

    private static String name(String project, ExportRow export) {
        var plain = project.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "%s-%s-%s.%s"
                .formatted(
                        plain.replaceAll("^-+|-+$", "").isEmpty() ? "project" : plain,
                        export.format().id(),
                        LocalDate.ofInstant(export.createdAt(), ZoneOffset.UTC),
                        export.format().ending());
    }

    /** Counts, says so, and notices when it is to stop. */
    private final class Progress {
        private final UUID exportId;
        private final BooleanSupplier goOn;
        private long done;
        private boolean stopped;

        Progress(UUID exportId, BooleanSupplier goOn) {
            this.exportId = exportId;
            this.goOn = goOn;
        }

        boolean add(int number) {
            done += number;
            if (!goOn.getAsBoolean()) {
                exports.release(exportId);
                stopped = true;
            } else if (!exports.progressed(exportId, done, LEASE)) {
                stopped = true;
            }
            return !stopped;
        }
    }
}

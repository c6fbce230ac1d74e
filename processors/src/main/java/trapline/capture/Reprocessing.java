package trapline.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;
import trapline.blob.BlobStore;
import trapline.blob.StoredBlob;
import trapline.project.Project;
import trapline.project.Projects;
import trapline.stage.Stages;

/**
 * Tries a file in quarantine once more, after a profile, a limit or a dialect was changed. What
 * becomes of it goes the way of every capture, but never alerts.
 */
public class Reprocessing {
    private static final String STAGE = "image-ingested";

    private final Quarantine quarantine;
    private final Projects projects;
    private final Sources sources;
    private final BlobStore blobs;
    private final IdentifyStep identifyStep;
    private final RecordStep recordStep;
    private final Stages stages;
    private final TransactionOperations transactions;

    public Reprocessing(
            Quarantine quarantine,
            Projects projects,
            Sources sources,
            BlobStore blobs,
            IdentifyStep identifyStep,
            RecordStep recordStep,
            Stages stages,
            TransactionOperations transactions) {
        this.quarantine = quarantine;
        this.projects = projects;
        this.sources = sources;
        this.blobs = blobs;
        this.identifyStep = identifyStep;
        this.recordStep = recordStep;
        this.stages = stages;
        this.transactions = transactions;
    }

    /**
     * Reads the file again by the profiles, limits and dialects that count now.
     *
     * @return whether it could be used; if not, it stays in quarantine with the reason of this time
     * @throws NoSuchElementException if no such file is in quarantine
     * @throws IOException if the file cannot be read; trying again may help
     */
    public boolean reprocess(UUID quarantineId) throws IOException {
        var item = quarantine.find(quarantineId).orElseThrow();
        var identified = identifyStep.identify(kept(item));
        transactions.executeWithoutResult(
                status -> {
                    recordStep.record(identified).forEach(capture -> stages.put(STAGE, capture));
                    if (identified instanceof IdentifyStep.Identified.Read) {
                        quarantine.settle(quarantineId);
                    }
                });
        return identified instanceof IdentifyStep.Identified.Read;
    }

    private ReceiveStep.Kept kept(Quarantine.Item item) throws IOException {
        var received =
                new ReceivedFile(
                        source(item),
                        Optional.ofNullable(item.account()),
                        item.path(),
                        blobs.file(item.blobKey()),
                        item.receivedAt(),
                        item.receivedAt(),
                        true);
        return new ReceiveStep.Kept(
                received, new StoredBlob(item.blobKey(), item.sha256(), item.sizeBytes()));
    }

    /** The source as it is configured now, but never another project than the file came into. */
    private Source source(Quarantine.Item item) {
        var project = projects.find(item.projectId()).map(Project::name).orElseThrow();
        var now = sources.find(item.sourceId());
        return new Source(
                item.sourceId(),
                project,
                now.flatMap(Source::zone),
                now.map(Source::approvesNewCameras).orElse(false),
                now.map(Source::freshFor).orElse(Duration.ZERO),
                now.map(Source::cameraAccounts).orElse(Set.of()));
    }
}

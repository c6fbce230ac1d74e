package trapline.api.retention;

import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import trapline.blob.BlobStore;
import trapline.project.Projects;

/** Deletes the bytes of pictures whose time is over, a few at a time, once an hour. */
public class RetentionWork {
    private static final Logger log = LoggerFactory.getLogger(RetentionWork.class);
    private static final int AT_ONCE = 200;
    private static final int IN_ONE_GO = 20_000;

    private final Retentions retentions;
    private final Projects projects;
    private final BlobStore blobs;

    RetentionWork(Retentions retentions, Projects projects, BlobStore blobs) {
        this.retentions = retentions;
        this.projects = projects;
        this.blobs = blobs;
    }

    /** Looks at the rules of every project now. */
    @Scheduled(initialDelay = 300_000, fixedDelay = 3_600_000)
    public void work() {
        for (var project : projects.all()) {
            for (var rule : retentions.of(project.projectId()).rules()) {
                try {
                    var deleted = work(project.projectId(), rule);
                    if (deleted > 0) {
                        log.atInfo()
                                .addKeyValue("project", project.name())
                                .log(
                                        "The files of {} captures were deleted: {}, {}, {} days",
                                        deleted,
                                        rule.category().id(),
                                        rule.verdict().id(),
                                        rule.days());
                    }
                } catch (IOException e) {
                    log.error("Old pictures could not be deleted: {}", e.getMessage());
                }
            }
        }
    }

    private int work(UUID projectId, RetentionRule rule) throws IOException {
        var deleted = 0;
        while (deleted < IN_ONE_GO) {
            var going = retentions.going(projectId, rule, AT_ONCE);
            for (var one : going) {
                // First the row: a blob that is left over costs space, a missing one an error.
                var blob = retentions.gone(one);
                if (blob.isPresent()) {
                    blobs.delete(blob.get());
                }
            }
            deleted += going.size();
            if (going.size() < AT_ONCE) {
                break;
            }
        }
        return deleted;
    }
}

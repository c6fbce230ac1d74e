package trapline.capture;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/** All SQL on files that could not be used. Nothing here is ever deleted. */
public class Quarantine {
    private static final String ADD =
            """
            insert into quarantine (quarantine_id, project_id, source_id, account, path, size_bytes,
                                    sha256, blob_key, reason, detail, received_at)
            values (:id, :project, :source, :account, :path, :size,
                    :sha256, :blob, :reason, :detail, :received)
            on conflict (project_id, source_id, path, sha256) do update
               set times = quarantine.times + 1, reason = excluded.reason,
                   detail = excluded.detail, state = 'waiting', settled_at = null
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public Quarantine(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Keeps a file with its reason. The same file again is counted, not repeated. */
    @Transactional
    public void add(UUID projectId, IdentifyStep.Identified.Unusable unusable) {
        var received = unusable.kept().received();
        var blob = unusable.kept().blob();
        jdbc.sql(ADD)
                .param("id", identifiers.next())
                .param("project", projectId)
                .param("source", received.source().sourceId())
                .param("account", received.account().orElse(null))
                .param("path", received.path())
                .param("size", blob.sizeBytes())
                .param("sha256", blob.sha256())
                .param("blob", blob.blobKey())
                .param("reason", unusable.reason().id())
                .param("detail", unusable.detail())
                .param("received", received.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * One file in quarantine, as far as trying it again needs it.
     *
     * @param account who uploaded it; null where the source did not know
     */
    public record Item(
            UUID quarantineId,
            UUID projectId,
            String sourceId,
            String account,
            String path,
            long sizeBytes,
            String sha256,
            String blobKey,
            Instant receivedAt) {}

    public Optional<Item> find(UUID quarantineId) {
        return jdbc.sql(
                        """
                        select quarantine_id, project_id, source_id, account, path,
                               size_bytes, sha256, blob_key, received_at
                          from quarantine where quarantine_id = :id
                        """)
                .param("id", quarantineId)
                .query(Item.class)
                .optional();
    }

    /** Notes that a file could be used after all. */
    @Transactional
    public void settle(UUID quarantineId) {
        jdbc.sql(
                        """
                        update quarantine set state = 'reprocessed', settled_at = :now
                         where quarantine_id = :id
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", quarantineId)
                .update();
    }
}

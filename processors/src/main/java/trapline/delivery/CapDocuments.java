package trapline.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on published CAP documents. */
public class CapDocuments {
    /** So long after an alert has run out, its documents can still be fetched. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final int TIDIED_AT_ONCE = 100;

    private static final String SELECT =
            """
            select identifier, channel, project_id, message_id, number, msg_type, version, sender,
                   sent_text, sent_at, expires_at, status, headline, event, urgency, severity,
                   certainty, area, xml, settled_at is not null as settled,
                   picture is not null as has_picture
              from cap_document
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public CapDocuments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The documents of one message, oldest first, without those that were never taken. */
    public List<CapDocument> of(String channel, UUID messageId) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where channel = :channel and message_id = :message
                                   and withdrawn_at is null
                                 order by number
                                """)
                .param("channel", channel)
                .param("message", messageId)
                .query(CapDocuments::document)
                .list();
    }

    /** The number that the next document of a message gets. */
    public int nextNumber(String channel, UUID messageId) {
        return jdbc.sql(
                        """
                        select coalesce(max(number), 0) + 1 from cap_document
                         where channel = :channel and message_id = :message
                        """)
                .param("channel", channel)
                .param("message", messageId)
                .query(Integer.class)
                .single();
    }

    /**
     * Publishes a document. One with the same number that is there already stays, so that two who
     * do this at once agree.
     *
     * @param picture JPEG; empty: the document has none of its own
     */
    @Transactional
    public void publish(CapDocument document, Optional<byte[]> picture) {
        jdbc.sql(
                        """
                        insert into cap_document (identifier, channel, project_id, message_id,
                            number, msg_type, version, sender, sent_text, sent_at, expires_at,
                            status, headline, event, urgency, severity, certainty, area, xml,
                            picture, settled_at)
                        values (:identifier, :channel, :project, :message, :number, :type, :version,
                            :sender, :sent, :at, :expires, :status, :headline, :event, :urgency,
                            :severity, :certainty, :area, :xml, :picture, :settled)
                        on conflict do nothing
                        """)
                .param("identifier", document.identifier())
                .param("channel", document.channel())
                .param("project", document.projectId())
                .param("message", document.messageId())
                .param("number", document.number())
                .param("type", document.type().word())
                .param("version", document.version())
                .param("sender", document.sent().sender())
                .param("sent", document.sent().text())
                .param("at", at(document.sent().at()))
                .param("expires", at(document.expiresAt()))
                .param("status", document.summary().status())
                .param("headline", document.summary().headline())
                .param("event", document.summary().event())
                .param("urgency", document.summary().urgency())
                .param("severity", document.summary().severity())
                .param("certainty", document.summary().certainty())
                .param("area", document.summary().area())
                .param("xml", document.xml())
                .param("picture", picture.orElse(null), Types.BINARY)
                .param(
                        "settled",
                        document.settled() ? at(clock.instant()) : null,
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        tidy();
    }

    private void tidy() {
        jdbc.sql(
                        """
                        delete from cap_document
                         where identifier in (select identifier from cap_document
                                               where expires_at < :before limit :limit)
                        """)
                .param("before", at(clock.instant().minus(KEPT)))
                .param("limit", TIDIED_AT_ONCE)
                .update();
    }

    /** The receiver has it, or will never have it. */
    @Transactional
    public void settle(String identifier) {
        jdbc.sql("update cap_document set settled_at = :now where identifier = :id")
                .param("now", at(clock.instant()))
                .param("id", identifier)
                .update();
    }

    /** The receiver will never take it; another document says the same. */
    @Transactional
    public void withdraw(String identifier) {
        jdbc.sql("update cap_document set withdrawn_at = :now where identifier = :id")
                .param("now", at(clock.instant()))
                .param("id", identifier)
                .update();
    }

    /**
     * A page of the feed: documents that have not run out, newest first.
     *
     * @param projects whose documents may be seen
     * @param after the last document of the page before; empty: the first page
     */
    public List<CapDocument> feed(
            String channel, Collection<UUID> projects, Optional<String> after, int limit) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where channel = :channel and withdrawn_at is null
                                   and expires_at > :now
                                   and project_id = any(cast(:projects as uuid[]))
                                   and (cast(:after as text) is null or (sent_at, identifier) <
                                        (select b.sent_at, b.identifier from cap_document b
                                          where b.identifier = :after and b.channel = :channel))
                                 order by sent_at desc, identifier desc limit :limit
                                """)
                .param("channel", channel)
                .param("now", at(clock.instant()))
                .param("projects", array(projects))
                .param("after", after.orElse(null), Types.VARCHAR)
                .param("limit", limit)
                .query(CapDocuments::document)
                .list();
    }

    /** One published document, if it is of these projects. */
    public Optional<CapDocument> find(
            String channel, String identifier, Collection<UUID> projects) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where channel = :channel and identifier = :id
                                   and withdrawn_at is null
                                   and project_id = any(cast(:projects as uuid[]))
                                """)
                .param("channel", channel)
                .param("id", identifier)
                .param("projects", array(projects))
                .query(CapDocuments::document)
                .optional();
    }

    /** The picture that is kept with a document, a JPEG. */
    public Optional<byte[]> picture(String identifier) {
        return jdbc.sql(
                        """
                        select picture from cap_document
                         where identifier = :id and picture is not null
                        """)
                .param("id", identifier)
                .query((row, number) -> row.getBytes("picture"))
                .optional();
    }

    private static CapDocument document(ResultSet row, int number) throws SQLException {
        return new CapDocument(
                row.getString("identifier"),
                row.getString("channel"),
                row.getObject("project_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getInt("number"),
                CapDocument.Type.of(row.getString("msg_type")),
                row.getInt("version"),
                new CapDocument.Sent(
                        row.getString("sender"),
                        row.getString("sent_text"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                new CapDocument.Summary(
                        row.getString("status"),
                        row.getString("headline"),
                        row.getString("event"),
                        row.getString("urgency"),
                        row.getString("severity"),
                        row.getString("certainty"),
                        row.getString("area")),
                row.getString("xml"),
                row.getBoolean("settled"),
                row.getBoolean("has_picture"));
    }

    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

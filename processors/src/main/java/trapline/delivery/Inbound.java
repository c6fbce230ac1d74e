package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of the messages that people send to channels: who wrote when, and how far we read.
 */
public class Inbound {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Inbound(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody wrote just now. */
    @Transactional
    public void wrote(String channel, String address) {
        jdbc.sql(
                        """
                        insert into inbound_contact (channel, address, written_at)
                        values (:channel, :address, :now)
                        on conflict (channel, address) do update set written_at = :now
                        """)
                .param("channel", channel)
                .param("address", address)
                .param("now", at(Duration.ZERO))
                .update();
    }

    /** Whether somebody wrote within this time. */
    public boolean hasWritten(String channel, String address, Duration within) {
        return jdbc.sql(
                        """
                        select exists (select 1 from inbound_contact
                                        where channel = :channel and address = :address
                                          and written_at > :since)
                        """)
                .param("channel", channel)
                .param("address", address)
                .param("since", at(within))
                .query(Boolean.class)
                .single();
    }

    /** The first message that was not read yet; 0: none was. */
    public long next(String channel) {
        return jdbc.sql("select next from inbound_cursor where channel = :channel")
                .param("channel", channel)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Everything before this one was read; it never goes back. */
    @Transactional
    public void read(String channel, long next) {
        jdbc.sql(
                        """
                        insert into inbound_cursor (channel, next) values (:channel, :next)
                        on conflict (channel)
                        do update set next = greatest(inbound_cursor.next, excluded.next)
                        """)
                .param("channel", channel)
                .param("next", next)
                .update();
    }

    private OffsetDateTime at(Duration ago) {
        return clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
    }
}

package trapline.delivery;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Who has said that they want no more from a channel. */
public class Unsubscribed {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Unsubscribed(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean is(String channel, String address) {
        return jdbc.sql(
                        """
                        select exists (select 1 from unsubscribed
                                        where channel = :channel and address = lower(:address))
                        """)
                .param("channel", channel)
                .param("address", address)
                .query(Boolean.class)
                .single();
    }

    @Transactional
    public void add(String channel, String address) {
        jdbc.sql(
                        """
                        insert into unsubscribed (channel, address, since)
                        values (:channel, lower(:address), :now) on conflict do nothing
                        """)
                .param("channel", channel)
                .param("address", address)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional
    public void remove(String channel, String address) {
        jdbc.sql("delete from unsubscribed where channel = :channel and address = lower(:address)")
                .param("channel", channel)
                .param("address", address)
                .update();
    }
}

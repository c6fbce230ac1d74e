package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.condition.InstallationFacts;

/** Which channels work, by what they said to the attempts of the last two days. */
public class ChannelStates {
    private static final Duration LOOKED_BACK = Duration.ofDays(2);

    private static final String STATES =
            """
            with recent as (
                select d.channel, t.started_at, t.outcome, t.reason
                  from delivery_attempt t join delivery d using (delivery_id)
                 where t.started_at > :from and t.outcome is not null),
            good as (
                select channel, max(started_at) as at from recent
                 where outcome = 'accepted' group by channel)
            select r.channel,
                   min(r.started_at) filter (
                     where r.outcome <> 'accepted'
                       and r.started_at > coalesce(g.at, '-infinity')) as failing_since,
                   (array_agg(r.reason order by r.started_at desc) filter (
                     where r.outcome <> 'accepted'))[1] as reason
              from recent r left join good g using (channel)
             group by r.channel order by r.channel
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ChannelStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<InstallationFacts.Channel> now() {
        return jdbc.sql(STATES)
                .param("from", clock.instant().minus(LOOKED_BACK).atOffset(ZoneOffset.UTC))
                .query(
                        (row, number) ->
                                new InstallationFacts.Channel(
                                        row.getString("channel"),
                                        Optional.ofNullable(
                                                        row.getObject(
                                                                "failing_since",
                                                                OffsetDateTime.class))
                                                .map(OffsetDateTime::toInstant),
                                        Optional.ofNullable(row.getString("reason"))))
                .list();
    }
}

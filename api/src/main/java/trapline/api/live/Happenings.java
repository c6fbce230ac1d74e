package trapline.api.live;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.page.Columns;

/** Reads what happened since some time. */
class Happenings {
    private static final String SINCE =
            """
            (select 'capture' as what, capture_id as id, project_id, completed_at as at
               from capture where completed_at >= :since
              order by completed_at desc limit :limit)
            union all
            (select 'alert', raised.alert_id, raised.project_id, raised.raised_at
               from project p
              cross join lateral (
                    select a.* from alert a
                     where a.project_id = p.project_id and a.raised_at >= :since
                     order by a.raised_at desc limit :limit) raised)
            order by at, id
            """;

    private final JdbcClient jdbc;

    Happenings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param limit the newest so many of each kind
     * @return oldest first
     */
    List<Happening> since(Instant since, int limit) {
        return jdbc.sql(SINCE)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new Happening(
                                    columns.text("what"),
                                    columns.id("id"),
                                    columns.id("project_id"),
                                    columns.instant("at"));
                        })
                .list();
    }

    /** Those of them that whoever is served at this moment may see. */
    List<Happening> visible(List<Happening> news) {
        if (news.isEmpty()) {
            return news;
        }
        var seen =
                Set.copyOf(
                        jdbc.sql(
                                        """
                                        select capture_id from capture where capture_id in (:ids)
                                        union all
                                        select alert_id from alert where alert_id in (:ids)
                                        """)
                                .param("ids", news.stream().map(Happening::id).toList())
                                .query(UUID.class)
                                .list());
        return news.stream().filter(one -> seen.contains(one.id())).toList();
    }
}

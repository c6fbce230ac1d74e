package trapline.api.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps a view for each table that tells of cameras, in a schema that comes before the tables' for
 * who sees only some sites. They are made from the tables there are, so a new table is hidden as
 * the others are without anybody thinking of it: by its camera, capture, event, alert or site.
 */
class SiteViews implements InitializingBean {
    static final String SCHEMA = "trapline_limited";

    private static final String COLUMNS =
            """
            select table_name, string_agg(column_name, ',' order by ordinal_position) as columns
              from information_schema.columns
             where table_schema = 'public'
               and table_name in (select tablename from pg_tables where schemaname = 'public')
             group by table_name order by table_name
            """;

    private static final String SEEN_CAMERA =
            "exists (select 1 from " + SCHEMA + ".camera seen where seen.camera_id = %s)";

    /** What a row belongs to, by the first of these columns that it has. */
    private static final Map<String, String> BELONGS = belongs();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SiteViews(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private static Map<String, String> belongs() {
        var belongs = new LinkedHashMap<String, String>();
        belongs.put("camera_id", SEEN_CAMERA.formatted("t.camera_id"));
        belongs.put("capture_id", through("capture", "capture_id"));
        belongs.put("event_id", through("event", "event_id"));
        belongs.put("alert_id", through("alert", "alert_id"));
        belongs.put(
                "delivery_id",
                "exists (select 1 from public.delivery d join public.alert a using (alert_id)"
                        + " where d.delivery_id = t.delivery_id and "
                        + SEEN_CAMERA.formatted("a.camera_id")
                        + ")");
        belongs.put(
                "run_id",
                "exists (select 1 from public.detection_run r join public.capture c using"
                        + " (capture_id) where r.run_id = t.run_id and "
                        + SEEN_CAMERA.formatted("c.camera_id")
                        + ")");
        belongs.put("site_id", "t.site_id = any(current_setting('trapline.sites')::uuid[])");
        return belongs;
    }

    private static String through(String table, String id) {
        return "exists (select 1 from public.%1$s o where o.%2$s = t.%2$s and %3$s)"
                .formatted(table, id, SEEN_CAMERA.formatted("o.camera_id"));
    }

    /** The tables are there by now. Two servers that start at once do it one after the other. */
    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(
                status -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtext(:schema)) is null")
                            .param("schema", SCHEMA)
                            .query(Boolean.class)
                            .single();
                    var views = views();
                    var fingerprint = ApiKeys.sha256(String.join("\n", views));
                    if (!made().equals(Optional.of(fingerprint))) {
                        jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
                        jdbc.sql("create schema " + SCHEMA).update();
                        views.forEach(view -> jdbc.sql(view).update());
                        jdbc.sql("comment on schema %s is '%s'".formatted(SCHEMA, fingerprint))
                                .update();
                    }
                });
    }

    private Optional<String> made() {
        return jdbc
                .sql(
                        """
                        select obj_description(oid, 'pg_namespace') from pg_namespace
                         where nspname = :schema
                        """)
                .param("schema", SCHEMA)
                .query(String.class)
                .list()
                .stream()
                .filter(comment -> comment != null)
                .findFirst();
    }

    private record Table(String name, List<String> columns) {}

    private List<String> views() {
        var tables =
                jdbc.sql(COLUMNS)
                        .query(
                                (row, number) ->
                                        new Table(
                                                row.getString("table_name"),
                                                List.of(row.getString("columns").split(","))))
                        .list();
        var views = new ArrayList<String>();
        // The others look at this one.
        tables.stream()
                .filter(table -> table.name().equals("camera"))
                .forEach(table -> views.add(view(table, cameraOrSite())));
        for (var table : tables) {
            condition(table).ifPresent(condition -> views.add(view(table, condition)));
        }
        return views;
    }

    private static Optional<String> condition(Table table) {
        if (table.name().equals("camera")) {
            return Optional.empty();
        }
        if (table.name().equals("site")) {
            return Optional.of(cameraOrSite());
        }
        // Who may see which sites is read in full, to know it.
        if (table.name().equals("membership_site")) {
            return Optional.empty();
        }
        return BELONGS.entrySet().stream()
                .filter(entry -> table.columns().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String cameraOrSite() {
        return "t.project_id <> all(current_setting('trapline.limited')::uuid[])"
                + " or t.site_id = any(current_setting('trapline.sites')::uuid[])";
    }

    /** Names of tables and columns come from our own migrations. */
    private static String view(Table table, String condition) {
        return "create view %s.%s as select %s from public.%s t where %s"
                .formatted(
                        SCHEMA,
                        table.name(),
                        "t." + String.join(", t.", table.columns()),
                        table.name(),
                        condition);
    }
}

package trapline.api.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the database itself write the audit trail: a trigger on each table, which does something
 * only while a request of somebody changes it. So no change is forgotten, and what the pipeline
 * does by itself costs nothing.
 */
class AuditTriggers implements InitializingBean {
    /** What moves by itself all the time, and the trail itself. */
    private static final String TABLES =
            """
            select t.tablename, string_agg(a.attname, ',' order by a.attnum) as key
              from pg_tables t
              join pg_index i on i.indrelid = format('public.%I', t.tablename)::regclass
                             and i.indisprimary
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
             where t.schemaname = 'public'
               and t.tablename not like 'stage%' and t.tablename not like 'flyway%'
               and t.tablename not in ('audit', 'idempotency', 'refresh_token', 'failed_job',
                                       'upload', 'export', 'detection_run', 'detection',
                                       'classification', 'clip_look', 'event_history',
                                       'capture_seen')
             group by t.tablename order by t.tablename
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    AuditTriggers(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Table(String name, List<String> key) {}

    /** The tables are there by now. Two servers that start at once do it one after the other. */
    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(
                status -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtext('audit')) is null")
                            .query(Boolean.class)
                            .single();
                    var tables =
                            jdbc.sql(TABLES)
                                    .query(
                                            (row, number) ->
                                                    new Table(
                                                            row.getString("tablename"),
                                                            List.of(
                                                                    row.getString("key")
                                                                            .split(","))))
                                    .list();
                    var wanted =
                            ApiKeys.sha256(
                                    tables.stream()
                                            .map(Table::toString)
                                            .collect(Collectors.joining()));
                    if (!Optional.of(wanted).equals(made())) {
                        tables.forEach(table -> jdbc.sql(trigger(table)).update());
                        jdbc.sql("comment on table audit is '%s'".formatted(wanted)).update();
                    }
                });
    }

    private Optional<String> made() {
        return jdbc.sql("select coalesce(obj_description('public.audit'::regclass), '')")
                .query(String.class)
                .optional();
    }

    /** Names of tables and columns come from our own migrations. */
    private static String trigger(Table table) {
        return """
                create or replace trigger audit after insert or update or delete on public.%s
                for each row when (coalesce(current_setting('trapline.actor', true), '') <> '')
                execute function audit_change(%s)
                """
                .formatted(
                        table.name(),
                        table.key().stream()
                                .map(column -> "'" + column + "'")
                                .collect(Collectors.joining(", ")));
    }
}

package trapline.api.config;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.access.Caller;
import trapline.api.page.Columns;
import trapline.api.problem.Forbidden;

/**
 * Who may read and change route-config: server admins, and the people they name. It is a role of
 * its own, because who writes routes decides where pictures go.
 */
public class ConfigEditors {
    private final JdbcClient jdbc;
    private final Clock clock;

    ConfigEditors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody who may. */
    record Editor(UUID accountId, String email, String namedBy, Instant since) {}

    List<Editor> all() {
        return jdbc.sql(
                        """
                        select account_id, email, named_by, since
                          from config_editor join account using (account_id)
                         order by email
                        """)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new Editor(
                                    columns.id("account_id"),
                                    columns.text("email"),
                                    columns.text("named_by"),
                                    columns.instant("since"));
                        })
                .list();
    }

    /** Whether this caller may. */
    public boolean isOne(Caller caller) {
        return caller.serverAdmin()
                || caller.accountId()
                        .map(
                                account ->
                                        jdbc.sql(
                                                        """
                                                        select exists (select 1 from config_editor
                                                               where account_id = :account)
                                                        """)
                                                .param("account", account)
                                                .query(Boolean.class)
                                                .single())
                        .orElse(false);
    }

    /** Lets nobody else pass. */
    public void require(Caller caller) {
        if (!isOne(caller)) {
            throw new Forbidden("This needs an editor of the configuration.");
        }
    }

    /**
     * @return false if there is no such account
     */
    @Transactional
    boolean name(UUID accountId, String by) {
        return jdbc.sql(
                                """
                                insert into config_editor (account_id, named_by, since)
                                select account_id, :by, :now from account
                                 where account_id = :account and disabled_at is null
                                    on conflict (account_id) do update set named_by = config_editor.named_by
                                """)
                        .param("by", by)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("account", accountId)
                        .update()
                > 0;
    }

    @Transactional
    void dismiss(UUID accountId) {
        jdbc.sql("delete from config_editor where account_id = :account")
                .param("account", accountId)
                .update();
    }
}

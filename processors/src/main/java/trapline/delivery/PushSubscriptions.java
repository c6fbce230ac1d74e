package trapline.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/** All SQL on the browsers that show alerts, and on what they were sent. */
public class PushSubscriptions {
    /** Nobody has more browsers; the oldest goes. */
    public static final int MOST = 20;

    /** So long it is remembered which browser has which message. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final String SELECT =
            """
            select subscription_id, account_id, endpoint, public_key, auth, label, created_at,
                   used_at
              from push_subscription
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public PushSubscriptions(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * What a browser hands in.
     *
     * @param endpoint one that {@link PushServers} allows
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record Offer(String endpoint, byte[] publicKey, byte[] auth, String label) {
        /** Without the endpoint and the keys. */
        @Override
        public String toString() {
            return "Offer[%s]".formatted(label);
        }
    }

    /** A browser that is known already gets the new keys, and the new owner. */
    @Transactional
    public PushSubscription keep(UUID accountId, Offer offer) {
        var id =
                jdbc.sql(
                                """
                                insert into push_subscription (subscription_id, account_id,
                                    endpoint, public_key, auth, label, created_at)
                                values (:id, :account, :endpoint, :key, :auth, :label, :now)
                                on conflict (endpoint) do update
                                   set account_id = excluded.account_id,
                                       public_key = excluded.public_key, auth = excluded.auth,
                                       label = excluded.label, created_at = excluded.created_at
                                returning subscription_id
                                """)
                        .param("id", identifiers.next())
                        .param("account", accountId)
                        .param("endpoint", offer.endpoint())
                        .param("key", offer.publicKey())
                        .param("auth", offer.auth())
                        .param("label", offer.label())
                        .param("now", now())
                        .query(UUID.class)
                        .single();
        jdbc.sql(
                        """
                        delete from push_subscription
                         where subscription_id in (select subscription_id from push_subscription
                                                    where account_id = :account
                                                    order by created_at desc, subscription_id desc
                                                   offset :most)
                        """)
                .param("account", accountId)
                .param("most", MOST)
                .update();
        return find(id).orElseThrow();
    }

    private Optional<PushSubscription> find(UUID id) {
        return jdbc.sql(SELECT + " where subscription_id = :id")
                .param("id", id)
                .query(PushSubscriptions::subscription)
                .optional();
    }

    /** The browsers of one account, newest first. */
    public List<PushSubscription> of(UUID accountId) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where account_id = :account
                                 order by created_at desc, subscription_id desc
                                """)
                .param("account", accountId)
                .query(PushSubscriptions::subscription)
                .list();
    }

    /**
     * The browsers of whoever has this mail address, and may still log in, that do not have a
     * message yet.
     */
    public List<PushSubscription> without(UUID messageId, int version, String email) {
        return jdbc.sql(
                        SELECT
                                + """
                                 s where account_id = (select account_id from account
                                                        where lower(email) = lower(:email)
                                                          and disabled_at is null)
                                   and not exists (select 1 from push_sent d
                                                    where d.message_id = :message
                                                      and d.version = :version
                                                      and d.subscription_id = s.subscription_id)
                                 order by created_at, subscription_id
                                """)
                .param("email", email)
                .param("message", messageId)
                .param("version", version)
                .query(PushSubscriptions::subscription)
                .list();
    }

    /** How many browsers have a message. */
    public int with(UUID messageId, int version) {
        return jdbc.sql(
                        """
                        select count(*) from push_sent
                         where message_id = :message and version = :version
                        """)
                .param("message", messageId)
                .param("version", version)
                .query(Integer.class)
                .single();
    }

    /** A push server has a message for a browser. */
    @Transactional
    public void sent(UUID messageId, int version, UUID subscriptionId) {
        jdbc.sql(
                        """
                        insert into push_sent (message_id, version, subscription_id, sent_at)
                        select :message, :version, subscription_id, :now from push_subscription
                         where subscription_id = :id
                        on conflict do nothing
                        """)
                .param("message", messageId)
                .param("version", version)
                .param("id", subscriptionId)
                .param("now", now())
                .update();
        jdbc.sql("update push_subscription set used_at = :now where subscription_id = :id")
                .param("now", now())
                .param("id", subscriptionId)
                .update();
        jdbc.sql(
                        """
                        delete from push_sent
                         where ctid in (select ctid from push_sent where sent_at < :before limit 100)
                        """)
                .param("before", now().minus(REMEMBERED))
                .update();
    }

    /** The push server does not know the browser any more. */
    @Transactional
    public void drop(UUID subscriptionId) {
        jdbc.sql("delete from push_subscription where subscription_id = :id")
                .param("id", subscriptionId)
                .update();
    }

    /**
     * Its owner wants no more there.
     *
     * @return false: it is not theirs, or is not there
     */
    @Transactional
    public boolean drop(UUID accountId, UUID subscriptionId) {
        return jdbc.sql(
                                """
                                delete from push_subscription
                                 where subscription_id = :id and account_id = :account
                                """)
                        .param("id", subscriptionId)
                        .param("account", accountId)
                        .update()
                > 0;
    }

    private static PushSubscription subscription(ResultSet row, int number) throws SQLException {
        return new PushSubscription(
                row.getObject("subscription_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("endpoint"),
                row.getBytes("public_key"),
                row.getBytes("auth"),
                row.getString("label"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

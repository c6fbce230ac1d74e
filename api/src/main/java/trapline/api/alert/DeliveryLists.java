package trapline.api.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Deliveries with their attempts. Reads only. */
class DeliveryLists {
    private static final String PAGE =
            """
            select v.*
              from unnest(cast(:projects as uuid[])) as visible (project_id)
             cross join lateral (
                    select d.* from delivery d
                     where d.project_id = visible.project_id %s
                     order by d.created_at desc, d.delivery_id desc limit :limit) v
             order by v.created_at desc, v.delivery_id desc limit :limit
            """;

    private static final String SELECT =
            "select v.* from delivery v where v.project_id = any(cast(:projects as uuid[]))";

    private static final String ATTEMPTS =
            """
            select delivery_id, number, started_at, ended_at, outcome, reason, receipt
              from delivery_attempt where delivery_id in (:deliveries)
             order by delivery_id, number
            """;

    private final JdbcClient jdbc;

    DeliveryLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One page of deliveries, newest first.
     *
     * @param addresses where the caller may see recipients in full
     */
    Page<AlertView.DeliveryView> page(Scope scope, Scope addresses, DeliveryQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .bind("limit", query.size() + 1)
                        .and(
                                "d.state = :state",
                                "state",
                                Optional.ofNullable(query.state())
                                        .map(state -> state.name().toLowerCase(Locale.ROOT)))
                        .and(
                                "d.channel = :channel",
                                "channel",
                                Optional.ofNullable(query.channel()))
                        .behind(query.maybeCursor(), "d.created_at", "d.delivery_id");
        var found =
                withAttempts(
                        jdbc.sql(PAGE.formatted(conditions.sql()))
                                .params(conditions.values())
                                .query((row, number) -> delivery(row, addresses))
                                .list());
        return Page.of(
                found,
                query.size(),
                delivery ->
                        new Cursor(
                                Cursor.Kind.DELIVERIES,
                                delivery.createdAt(),
                                delivery.deliveryId()));
    }

    List<AlertView.DeliveryView> ofAlert(Scope scope, Scope addresses, UUID alertId) {
        return withAttempts(
                jdbc.sql(SELECT + " and v.alert_id = :alert order by v.created_at, v.delivery_id")
                        .param("projects", scope.sql())
                        .param("alert", alertId)
                        .query((row, number) -> delivery(row, addresses))
                        .list());
    }

    /** Empty if there is none, or none in this scope. */
    Optional<AlertView.DeliveryView> find(Scope scope, Scope addresses, UUID deliveryId) {
        return withAttempts(
                        jdbc.sql(SELECT + " and v.delivery_id = :id")
                                .param("projects", scope.sql())
                                .param("id", deliveryId)
                                .query((row, number) -> delivery(row, addresses))
                                .list())
                .stream()
                .findFirst();
    }

    private List<AlertView.DeliveryView> withAttempts(List<AlertView.DeliveryView> deliveries) {
        var attempts =
                attempts(deliveries.stream().map(AlertView.DeliveryView::deliveryId).toList());
        return deliveries.stream()
                .map(
                        delivery ->
                                new AlertView.DeliveryView(
                                        delivery.deliveryId(),
                                        delivery.projectId(),
                                        delivery.alertId(),
                                        delivery.channel(),
                                        delivery.recipient(),
                                        delivery.state(),
                                        delivery.createdAt(),
                                        delivery.nextAttemptAt(),
                                        delivery.settledAt(),
                                        attempts.getOrDefault(delivery.deliveryId(), List.of())))
                .toList();
    }

    private Map<UUID, List<AlertView.Attempt>> attempts(Collection<UUID> deliveries) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(ATTEMPTS)
                .param("deliveries", deliveries)
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), attempt(row)))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static AlertView.Attempt attempt(ResultSet row) throws SQLException {
        var columns = new Columns(row);
        return new AlertView.Attempt(
                columns.number("number"),
                columns.instant("started_at"),
                columns.maybeInstant("ended_at"),
                columns.maybeText("outcome"),
                columns.maybeText("reason"),
                columns.maybeText("receipt"));
    }

    private static AlertView.DeliveryView delivery(ResultSet row, Scope addresses)
            throws SQLException {
        var columns = new Columns(row);
        var project = columns.id("project_id");
        var recipient = columns.text("recipient");
        return new AlertView.DeliveryView(
                columns.id("delivery_id"),
                project,
                columns.id("alert_id"),
                columns.text("channel"),
                addresses.projects().contains(project) ? recipient : shortened(recipient),
                columns.text("state"),
                columns.instant("created_at"),
                columns.maybeInstant("next_attempt_at"),
                columns.maybeInstant("settled_at"),
                List.of());
    }

    /** Enough to tell recipients apart, not enough to write to them. */
    private static String shortened(String recipient) {
        var at = recipient.lastIndexOf('@');
        var beginning = recipient.substring(0, Math.min(1, recipient.length()));
        return beginning + "***" + (at > 0 ? recipient.substring(at) : "");
    }
}

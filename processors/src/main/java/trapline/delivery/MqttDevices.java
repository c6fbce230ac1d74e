package trapline.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Reads cameras as brokers see them, and remembers what brokers were told to keep of them. */
public class MqttDevices {
    private static final String SELECT =
            """
            select c.camera_id, c.name, p.name as project, s.name as site, c.make, c.model,
                   c.battery_percent, c.storage_used_percent, c.temperature_celsius,
                   c.last_received_at
              from camera c
              join project p on p.project_id = c.project_id
              left join site s on s.site_id = c.site_id
            """;

    private final JdbcClient jdbc;

    public MqttDevices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a broker keeps of a camera.
     *
     * @param topics under which it keeps it
     */
    public record Announced(UUID cameraId, String node, List<String> topics) {
        public Announced {
            topics = List.copyOf(topics);
        }
    }

    /**
     * The cameras that are approved.
     *
     * @param projects by name; empty: of all
     */
    public List<MqttDevice> all(Set<String> projects) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where c.state = 'approved'
                                   and (:all or p.name = any(cast(:projects as text[])))
                                 order by c.camera_id
                                """)
                .param("all", projects.isEmpty())
                .param("projects", projects.toArray(String[]::new))
                .query(MqttDevices::device)
                .list();
    }

    /** The camera that an alert is about; empty: it is about none. */
    public Optional<MqttDevice> of(UUID alertId) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where c.camera_id = (select camera_id from alert
                                                       where alert_id = :alert)
                                """)
                .param("alert", alertId)
                .query(MqttDevices::device)
                .optional();
    }

    /** What a broker was told to keep. */
    public List<Announced> announced(String channel) {
        return jdbc.sql("select camera_id, node, topics from mqtt_device where channel = :channel")
                .param("channel", channel)
                .query(
                        (row, number) ->
                                new Announced(
                                        row.getObject("camera_id", UUID.class),
                                        row.getString("node"),
                                        Arrays.asList(
                                                (String[]) row.getArray("topics").getArray())))
                .list();
    }

    /** Remembers it, before the broker is told. */
    @Transactional
    public void remember(String channel, Announced announced) {
        jdbc.sql(
                        """
                        insert into mqtt_device (channel, camera_id, node, topics)
                        values (:channel, :camera, :node, :topics)
                        on conflict (channel, camera_id)
                        do update set node = excluded.node, topics = excluded.topics
                        """)
                .param("channel", channel)
                .param("camera", announced.cameraId())
                .param("node", announced.node())
                .param("topics", announced.topics().toArray(String[]::new))
                .update();
    }

    /** The broker keeps nothing of it any more. */
    @Transactional
    public void forget(String channel, UUID cameraId) {
        jdbc.sql("delete from mqtt_device where channel = :channel and camera_id = :camera")
                .param("channel", channel)
                .param("camera", cameraId)
                .update();
    }

    private static MqttDevice device(ResultSet row, int number) throws SQLException {
        return new MqttDevice(
                row.getObject("camera_id", UUID.class),
                row.getString("name"),
                row.getString("project"),
                Optional.ofNullable(row.getString("site")),
                Optional.ofNullable(row.getString("make")),
                Optional.ofNullable(row.getString("model")),
                Optional.ofNullable(row.getObject("battery_percent", Integer.class)),
                Optional.ofNullable(row.getObject("storage_used_percent", Double.class)),
                Optional.ofNullable(row.getObject("temperature_celsius", Double.class)),
                row.getObject("last_received_at", OffsetDateTime.class).toInstant());
    }
}

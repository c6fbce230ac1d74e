package trapline.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.alert.AlertDetails;
import trapline.event.EventKind;
import trapline.event.Fact;
import trapline.event.Severity;

/** Reads how an alert stands from the columns that {@link Deliveries} asks for. */
final class AlertColumns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};

    private AlertColumns() {}

    static AlertDetails details(ResultSet row) throws SQLException {
        return new AlertDetails(
                EventKind.of(row.getString("kind")),
                Severity.of(row.getString("severity")),
                Optional.ofNullable(row.getString("headline")),
                facts(row.getString("facts")),
                Arrays.asList((UUID[]) row.getArray("pictures").getArray()),
                row.getInt("captures"),
                row.getInt("version"),
                row.getString("event_state"),
                Optional.ofNullable(row.getString("acknowledged_by")),
                Optional.ofNullable(row.getString("summary")));
    }

    private static List<Fact> facts(String json) {
        try {
            return JSON.readValue(json, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of an alert are not readable", e);
        }
    }
}

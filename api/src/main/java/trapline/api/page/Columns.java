package trapline.api.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the columns of a row as the types of the views. */
public final class Columns {
    private final ResultSet row;

    public Columns(ResultSet row) {
        this.row = row;
    }

    public UUID id(String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public Optional<UUID> maybeId(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    public String text(String column) throws SQLException {
        return row.getString(column);
    }

    public Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    public Instant instant(String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public Optional<Instant> maybeInstant(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    public Optional<Integer> maybeInt(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Integer.class));
    }

    public Optional<Double> maybeDouble(String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Double.class));
    }

    public int number(String column) throws SQLException {
        return row.getInt(column);
    }

    public long bigNumber(String column) throws SQLException {
        return row.getLong(column);
    }

    public double fraction(String column) throws SQLException {
        return row.getDouble(column);
    }

    public boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    public List<String> texts(String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}

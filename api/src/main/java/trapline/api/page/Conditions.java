package trapline.api.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The filters of one question: pieces of SQL that are written in the code, and the values they are
 * bound to. A value never becomes part of the SQL.
 */
public final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> values = new HashMap<>();

    /** Adds a condition that needs no value. */
    public Conditions and(String condition) {
        sql.append("\n and ").append(condition);
        return this;
    }

    /** Adds a condition with the one value it is about. */
    public Conditions and(String condition, String name, Object value) {
        values.put(name, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        return and(condition);
    }

    /** Adds a condition if there is a value for it. */
    public Conditions and(String condition, String name, Optional<?> value) {
        value.ifPresent(present -> and(condition, name, (Object) present));
        return this;
    }

    /**
     * Only what is of this camera. The camera's project is looked up first, so that the others are
     * not searched through.
     *
     * @param column of the camera's id
     */
    public Conditions ofCamera(String column, Optional<UUID> camera) {
        and(column + " = :camera", "camera", camera);
        camera.ifPresent(
                id ->
                        and(
                                """
                                visible.project_id = (select k.project_id from camera k
                                                       where k.camera_id = :camera)
                                """));
        return this;
    }

    /**
     * Goes on behind the last item of the page before.
     *
     * @param at the column of the list's time
     * @param id the column of the list's id
     */
    public Conditions behind(Optional<Cursor> cursor, String at, String id) {
        cursor.ifPresent(
                last -> {
                    and("(%s, %s) < (:cursorAt, :cursorId)".formatted(at, id));
                    values.put("cursorAt", last.at().atOffset(ZoneOffset.UTC));
                    values.put("cursorId", last.id());
                });
        return this;
    }

    /** Binds a value that stands elsewhere in the statement. */
    public Conditions bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** What to write behind the statement's own conditions. */
    public String sql() {
        return sql.toString();
    }

    public Map<String, Object> values() {
        return values;
    }
}

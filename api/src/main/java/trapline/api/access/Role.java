package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * What somebody may do in one project. Each role may do what those before it may.
 *
 * <p>A viewer sees captures, cameras, events and alerts. An analyst also sees what failed or was
 * set aside, and sends it on its way again. An admin also decides on cameras, people and keys, and
 * may open files that were set aside.
 */
public enum Role {
    VIEWER,
    ANALYST,
    ADMIN;

    /** As written in JSON and in the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such role
     */
    @JsonCreator
    public static Role of(String id) {
        return Arrays.stream(values())
                .filter(role -> role.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be one of viewer, analyst, admin"));
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}

package trapline.api.access;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The projects that one question to the database may be about. Only a {@link Caller} makes one, and
 * every question wants one, so none can be asked without looking at the caller's rights.
 */
public final class Scope {
    private final List<UUID> projects;

    Scope(Collection<UUID> projects) {
        this.projects = projects.stream().sorted().toList();
    }

    public List<UUID> projects() {
        return projects;
    }

    /** For {@code cast(:projects as uuid[])}. */
    public String sql() {
        return projects.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}

package trapline.condition;

import java.util.Map;

/** Evaluates the free conditions that admins write. */
public interface Expressions {

    /**
     * @param text that {@link FreeText} has let through
     * @param facts by the names that {@link FreeText} knows
     */
    boolean holds(String text, Map<String, Object> facts);
}

package trapline.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files in route-config, to read and to change. The application knows which there may be, and
 * what may stand in them. Paths are relative to the folder, with slashes.
 */
public interface ConfigFolder {

    /** Every file that is read, those that travel with the application too, by path. */
    Map<String, String> texts();

    /** Whether a file of this path would be read. */
    boolean mayHold(String path);

    /** The name of the schema that a file follows; empty for templates of messages. */
    Optional<String> schemaOf(String path);

    /** The JSON schema that editors and forms use; empty if there is none of this name. */
    Optional<JsonNode> schema(String name);

    /**
     * What would be wrong if these files were so.
     *
     * @param changed what each file would hold; empty: it would be gone
     * @return nothing if the whole configuration could run
     */
    List<ConfigStatus.Problem> check(Map<String, Optional<String>> changed);

    /**
     * Writes the files and lets them take effect. They have been checked.
     *
     * @return how the configuration stands then
     */
    ConfigStatus.ConfigView write(Map<String, Optional<String>> changed);
}

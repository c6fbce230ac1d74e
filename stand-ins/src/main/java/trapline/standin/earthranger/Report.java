package trapline.standin.earthranger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One report as the site has it now.
 *
 * @param event as the site tells it
 * @param files exact bytes by file name, in the order they came; a name may come twice
 */
public record Report(String id, ObjectNode event, List<Map.Entry<String, byte[]>> files) {

    public Report {
        event = event.deepCopy();
        files = List.copyOf(files);
    }
}

package trapline.api.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is true for a whole export.
 *
 * @param version of the program
 * @param labels every label that may stand in it
 * @param concealed whether people and vehicles are made unrecognisable
 */
public record ExportContext(
        UUID exportId,
        String project,
        String requestedBy,
        Instant createdAt,
        String version,
        ExportOptions options,
        List<String> labels,
        boolean concealed) {

    public ExportContext {
        labels = List.copyOf(labels);
    }
}

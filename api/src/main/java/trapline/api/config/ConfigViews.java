package trapline.api.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What requests about the files of route-config carry, and what they are answered with. */
final class ConfigViews {
    private static final int LONGEST_TEXT = 1_000_000;

    private ConfigViews() {}

    /**
     * One file.
     *
     * @param sha256 of its text; to name when it is changed
     * @param schema the name of the JSON schema that it follows
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FileItem(String path, String sha256, int characters, Optional<String> schema) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FileText(String path, String sha256, Optional<String> schema, String text) {}

    /** What is wanted of one file. */
    record Wanted(
            @NotNull @Size(max = 120) String path,
            @Schema(description = "What it shall hold; absent: it shall be gone")
                    @Size(max = LONGEST_TEXT)
                    String text,
            @Schema(description = "Of the text that was looked at; absent: there was no such file")
                    @Size(max = 64)
                    String sha256) {

        Optional<String> maybeText() {
            return Optional.ofNullable(text);
        }
    }

    /** Files that belong together: all of them take effect, or none. */
    record Change(
            @NotEmpty @Size(max = 50) List<@Valid Wanted> files, @Size(max = 500) String comment) {

        String said() {
            return comment == null ? "" : comment.strip();
        }
    }

    /**
     * What a change would do.
     *
     * @param problems nothing: it can be applied
     */
    record Checked(List<ConfigStatus.Problem> problems, List<FileDiff> diffs) {}

    /** How one file differs. */
    record FileDiff(String path, List<TextDiff.Line> lines) {

        static List<FileDiff> between(Map<String, String> before, Map<String, String> after) {
            var paths = new TreeSet<>(before.keySet());
            paths.addAll(after.keySet());
            return paths.stream()
                    .map(
                            path ->
                                    new FileDiff(
                                            path,
                                            TextDiff.between(
                                                    before.getOrDefault(path, ""),
                                                    after.getOrDefault(path, ""))))
                    .toList();
        }
    }

    /** One change that was made through the API. */
    record VersionItem(
            long version, Instant changedAt, String changedBy, String comment, List<String> paths) {

        static VersionItem of(ConfigVersions.Version version) {
            var paths = new TreeSet<>(version.before().keySet());
            paths.addAll(version.after().keySet());
            return new VersionItem(
                    version.version(),
                    version.changedAt(),
                    version.changedBy(),
                    version.comment(),
                    List.copyOf(paths));
        }
    }

    record VersionDetails(VersionItem version, List<FileDiff> diffs) {}

    /**
     * @param version under which the change is kept
     */
    record Applied(long version, ConfigStatus.ConfigView config) {}
}

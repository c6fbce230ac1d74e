package trapline.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the application knows of itself and of the machine it runs on. */
public interface Installation {

    About about();

    /** Every part, the worst first. */
    List<Part> parts();

    Disk disk();

    /** How full the disk is, without asking what came in. */
    int diskUsedPercent();

    List<Model> models();

    /**
     * The last lines of the log, newest first, without secrets and addresses.
     *
     * @param least INFO, WARN or ERROR
     * @param limit how many at most
     */
    List<LogLine> log(String least, int limit);

    Backups backups();

    /**
     * @param heapBytes that Java may use at most
     * @param licence of Trapline
     */
    record About(
            String version,
            String java,
            String system,
            int processors,
            long heapBytes,
            String database,
            Instant startedAt,
            String licence) {}

    /**
     * @param name such as database or channel mail
     * @param state well, warning or down
     * @param detail one sentence
     */
    record Part(String name, String state, String detail) {}

    /**
     * @param growthBytesADay by what was received in the last seven days
     * @param daysLeft until the disk is full at that rate; absent: nothing comes in
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Disk(long totalBytes, long usableBytes, long growthBytesADay, Optional<Long> daysLeft) {}

    /**
     * @param task detect or classify
     * @param problem why a changed or added model is not in use
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Model(
            String task,
            Optional<String> name,
            Optional<String> version,
            Optional<String> licence,
            Optional<String> engine,
            boolean demo,
            Optional<Instant> since,
            Optional<String> problem) {}

    record LogLine(Instant at, String level, String text) {}

    /**
     * @param command that makes one
     * @param last absent: none was ever made with it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Backups(String command, Optional<Backup> last) {}

    /**
     * @param folder where it lies
     * @param bytes that it copied, the database's dump included
     */
    record Backup(Instant startedAt, Instant endedAt, String folder, long bytes) {}
}

package trapline.routes.ftps;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPFile;

/**
 * Puts the times of listings right. A listing gives them in the server's own zone and does not say
 * which; the command MDTM gives one file's time in UTC (RFC 3659). The difference, which is a
 * multiple of a quarter of an hour, is found once for a connection.
 */
final class ListingTimes {
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long LARGEST = Duration.ofHours(15).toMillis();

    /** Listings have no seconds. */
    private static final long ROUNDING = Duration.ofMinutes(2).toMillis();

    private Optional<Long> offsetMillis = Optional.empty();

    /** Asks the server when a file was last written to. */
    interface Server {
        /** Empty when the server does not say. */
        Optional<Instant> modified(String name) throws IOException;
    }

    /** Corrects the files' times, which were read as if the server lived in UTC. */
    void correct(FTPFile[] files, Server server) throws IOException {
        if (offsetMillis.isEmpty()) {
            offsetMillis = find(files, server);
        }
        var offset = offsetMillis.orElse(0L);
        if (offset == 0) {
            return;
        }
        for (var file : files) {
            if (file != null && file.getTimestamp() != null) {
                var corrected = (Calendar) file.getTimestamp().clone();
                corrected.setTimeInMillis(corrected.getTimeInMillis() + offset);
                file.setTimestamp(corrected);
            }
        }
    }

    private static Optional<Long> find(FTPFile[] files, Server server) throws IOException {
        var newest =
                Arrays.stream(files)
                        .filter(file -> file != null && file.isFile())
                        .filter(file -> file.getTimestamp() != null && hasTimeOfDay(file))
                        .max(Comparator.comparing(FTPFile::getTimestamp));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        var modified = server.modified(newest.get().getName());
        if (modified.isEmpty()) {
            return Optional.of(0L);
        }
        var listed = newest.get().getTimestamp().getTimeInMillis();
        var difference = modified.get().toEpochMilli() - listed;
        var offset = Math.round((double) difference / QUARTER) * QUARTER;
        var plausible =
                Math.abs(difference - offset) <= ROUNDING && Math.abs(difference) <= LARGEST;
        return Optional.of(plausible ? offset : 0L);
    }

    /** Listings give only the day of files older than half a year. */
    private static boolean hasTimeOfDay(FTPFile file) {
        return file.getTimestamp().getTimeInMillis() % DAY != 0;
    }
}

package trapline.app.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.admin.Installation;

/** How long the disk will do, if as much comes in as in the last days. */
class DiskForecast {
    private static final int DAYS = 7;

    /** Previews, thumbnails and rows that a picture brings along, measured with the samples. */
    private static final double WITH_WHAT_IS_MADE = 1.2;

    /** In bytes. */
    private record Space(long total, long usable) {}

    private final JdbcClient jdbc;
    private final Path data;
    private final Clock clock;

    DiskForecast(JdbcClient jdbc, Path data, Clock clock) {
        this.jdbc = jdbc;
        this.data = data;
        this.clock = clock;
    }

    Installation.Disk now() {
        var space = space();
        var growth = (long) (received() * WITH_WHAT_IS_MADE / DAYS);
        return new Installation.Disk(
                space.total(),
                space.usable(),
                growth,
                growth == 0 ? Optional.empty() : Optional.of(space.usable() / growth));
    }

    int usedPercent() {
        var space = space();
        return (int) (100 - 100 * space.usable() / Math.max(1, space.total()));
    }

    private Space space() {
        try {
            var store = Files.getFileStore(data);
            return new Space(store.getTotalSpace(), store.getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of the data folder cannot be asked.", e);
        }
    }

    private long received() {
        return jdbc.sql(
                        """
                        select coalesce(sum(size_bytes), 0) from capture
                         where project_id in (select project_id from project)
                           and received_at > :since
                        """)
                .param(
                        "since",
                        clock.instant().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}

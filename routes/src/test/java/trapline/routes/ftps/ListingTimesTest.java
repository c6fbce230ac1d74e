package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Calendar;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.Test;

class ListingTimesTest {
    private final ListingTimes times = new ListingTimes();

    @Test
    void putsTheTimesOfAServerInAnotherZoneRight() throws Exception {
        var old = file("old.jpg", "2026-06-01T10:00:00Z");
        var files = new FTPFile[] {old, file("new.jpg", "2026-06-01T14:31:00Z")};

        times.correct(files, name -> Optional.of(Instant.parse("2026-06-01T09:01:43Z")));

        assertThat(old.getTimestamp().toInstant()).isEqualTo("2026-06-01T04:30:00Z");
        assertThat(files[1].getTimestamp().toInstant()).isEqualTo("2026-06-01T09:01:00Z");
    }

    @Test
    void asksOnceForAConnection() throws Exception {
        var asked = new AtomicInteger();
        for (var round = 0; round < 3; round++) {
            times.correct(
                    new FTPFile[] {file("a.jpg", "2026-06-01T10:00:00Z")},
                    name -> {
                        asked.incrementAndGet();
                        return Optional.of(Instant.parse("2026-06-01T08:00:30Z"));
                    });
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void believesListingsOfAServerThatDoesNotSay() throws Exception {
        var file = file("a.jpg", "2026-06-01T10:00:00Z");

        times.correct(new FTPFile[] {file}, name -> Optional.empty());

        assertThat(file.getTimestamp().toInstant()).isEqualTo("2026-06-01T10:00:00Z");
    }

    @Test
    void learnsNothingFromAFileThatChangedInBetween() throws Exception {
        var file = file("a.jpg", "2026-06-01T10:00:00Z");

        times.correct(
                new FTPFile[] {file}, name -> Optional.of(Instant.parse("2026-06-01T10:07:00Z")));

        assertThat(file.getTimestamp().toInstant()).isEqualTo("2026-06-01T10:00:00Z");
    }

    @Test
    void learnsNothingFromAListingThatGivesOnlyTheDay() throws Exception {
        var asked = new AtomicInteger();

        times.correct(
                new FTPFile[] {file("old.jpg", "2025-06-01T00:00:00Z")},
                name -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                });

        assertThat(asked).hasValue(0);
    }

    private static FTPFile file(String name, String time) {
        var file = new FTPFile();
        file.setName(name);
        file.setType(FTPFile.FILE_TYPE);
        var calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(Instant.parse(time).toEpochMilli());
        file.setTimestamp(calendar);
        return file;
    }
}

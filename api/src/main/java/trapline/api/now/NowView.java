package trapline.api.now;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How things stand.
 *
 * @param openEvents that nobody has acknowledged
 * @param quarantine files that wait there, at most 1000; absent for who may not see them
 * @param installation what needs a server admin; absent for others
 * @param failedJobs that wait for a person, at most 1000; absent for who may not see them
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record NowView(
        Instant at,
        Counted captures,
        Counted alerts,
        long openEvents,
        CameraCounts cameras,
        DeliveryCounts deliveries,
        Optional<Long> quarantine,
        Optional<Long> failedJobs,
        Optional<InstallationNow> installation) {

    /**
     * @param parked whether messages are held back
     * @param restingChannels on which nothing is sent now
     * @param configProblems mistakes in the files; the last good version runs
     * @param diskUsedPercent of the disk with the data
     */
    record InstallationNow(
            boolean parked, long restingChannels, int configProblems, int diskUsedPercent) {}

    /**
     * How many in the last 24 hours, and in the 24 hours before them.
     *
     * @param byHour the last 24 hours one by one, oldest first
     */
    record Counted(long lastDay, long dayBefore, List<Long> byHour) {}

    /**
     * @param silent approved, but not heard of for seven days
     */
    record CameraCounts(long approved, long pending, long silent) {}

    /**
     * @param due owed in the last 24 hours and still being tried
     * @param failedLastDay owed in the last 24 hours and given up
     */
    record DeliveryCounts(long due, long failedLastDay) {}
}

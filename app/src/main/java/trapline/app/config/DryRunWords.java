package trapline.app.config;

import trapline.alert.DryRun;

/** A dry run in one sentence. */
public final class DryRunWords {
    private DryRunWords() {}

    /** Such as: over the last 7 days, it would have sent 14 messages (14 alerts), not 90. */
    public static String said(DryRun.Result result, int days) {
        return "Over the last %d %s, it would have sent %d %s for %d %s, not %d.%s"
                .formatted(
                        days,
                        days == 1 ? "day" : "days",
                        result.messages(),
                        result.messages() == 1 ? "message" : "messages",
                        result.alerts(),
                        result.alerts() == 1 ? "alert" : "alerts",
                        result.held(),
                        result.complete() ? "" : " There was more than can be tried at once.");
    }
}

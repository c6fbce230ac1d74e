package trapline.api.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import trapline.api.access.Scope;
import trapline.api.page.Page;
import trapline.capture.Reruns;

/** Sends what a list would show through the pipeline once more, page by page. */
class CaptureReruns {
    private static final int MOST = 1000;

    private final CaptureLists lists;
    private final Reruns reruns;

    CaptureReruns(CaptureLists lists, Reruns reruns) {
        this.lists = lists;
        this.reruns = reruns;
    }

    /**
     * What was done.
     *
     * @param again how many go through once more
     * @param leftAlone how many are on their way still
     * @param next the cursor to go on with; absent when there are no more
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Rerun(int again, int leftAlone, Optional<String> next) {}

    Rerun again(Scope scope, CaptureQuery query) {
        var again = 0;
        var seen = 0;
        var next = Optional.ofNullable(query.cursor());
        do {
            Page<CaptureItem> page = lists.page(scope, query.inLargePages(next));
            seen += page.items().size();
            again += reruns.again(page.items().stream().map(CaptureItem::captureId).toList());
            next = page.next();
        } while (next.isPresent() && seen < MOST);
        return new Rerun(again, seen - again, next);
    }
}

package trapline.api.config;

import java.util.ArrayList;
import java.util.List;

/** What two texts differ in, line by line. */
final class TextDiff {
    /** Beyond so many lines on both sides the whole middle counts as changed. */
    private static final int MOST = 1500;

    private TextDiff() {}

    /** How a line came about. */
    enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    record Line(Kind kind, String text) {}

    /** All lines of both texts, in order; a removed line stands before what took its place. */
    static List<Line> between(String before, String after) {
        var old = before.lines().toList();
        var now = after.lines().toList();
        var head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        var tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        var lines = new ArrayList<Line>();
        now.subList(0, head).forEach(line -> lines.add(new Line(Kind.SAME, line)));
        middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), lines);
        now.subList(now.size() - tail, now.size())
                .forEach(line -> lines.add(new Line(Kind.SAME, line)));
        return lines;
    }

    private static void middle(List<String> old, List<String> now, List<Line> lines) {
        if (old.size() > MOST || now.size() > MOST) {
            old.forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
            now.forEach(line -> lines.add(new Line(Kind.ADDED, line)));
            return;
        }
        var common = common(old, now);
        var i = 0;
        var j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(Kind.SAME, now.get(j)));
                i++;
                j++;
            } else if (j == now.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Kind.REMOVED, old.get(i++)));
            } else {
                lines.add(new Line(Kind.ADDED, now.get(j++)));
            }
        }
    }

    /** The length of the longest common subsequence of what is left from each place on. */
    private static int[][] common(List<String> old, List<String> now) {
        var common = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(now.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}

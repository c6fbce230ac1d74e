package trapline.standin.camera;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shows how far long work is: on a terminal one line that is drawn again and again, elsewhere a
 * line for every 10 percent. Plain ASCII. Safe for use by many threads.
 */
public final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int STEP_PERCENT = 10;

    private final PrintStream out;
    private final String title;
    private final boolean redraws;
    private final ReentrantLock lock = new ReentrantLock();
    private String shown = "";
    private int shownPercent = -1;
    private boolean finished;

    private ProgressBar(PrintStream out, String title, boolean redraws) {
        this.out = out;
        this.title = title;
        this.redraws = redraws;
    }

    /** Draws one line again and again, for a terminal. */
    public static ProgressBar redrawn(PrintStream out, String title) {
        return new ProgressBar(out, title, true);
    }

    /** Prints a line for every 10 percent, for a file or another program. */
    public static ProgressBar lines(PrintStream out, String title) {
        return new ProgressBar(out, title, false);
    }

    /** Whichever suits where this program's output goes. */
    public static ProgressBar fitting(PrintStream out, String title) {
        return new ProgressBar(out, title, isTerminal());
    }

    /**
     * Shows a new state.
     *
     * @param done 0 to total
     * @param total at least 1
     * @param note what else to know, in a few words; may be empty
     */
    public void show(long done, long total, String note) {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            var percent = (int) (100 * Math.min(done, total) / Math.max(total, 1));
            if (redraws) {
                redraw(line(percent, done, total, note));
            } else if (percent / STEP_PERCENT > shownPercent / STEP_PERCENT || shownPercent < 0) {
                print(percent, line(percent, done, total, note));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the line. Nothing is shown afterwards. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (redraws && !shown.isEmpty() && !finished) {
                out.println();
            }
            finished = true;
        } finally {
            lock.unlock();
        }
    }

    private void print(int percent, String line) {
        shownPercent = percent;
        out.println(line);
        out.flush();
    }

    private void redraw(String line) {
        if (line.equals(shown)) {
            return;
        }
        // A shorter line must cover what a longer one has left.
        var left = Math.max(0, shown.length() - line.length());
        out.print("\r" + line + " ".repeat(left));
        out.flush();
        shown = line;
    }

    private String line(int percent, long done, long total, String note) {
        var full = WIDTH * percent / 100;
        var bar = "#".repeat(full) + ".".repeat(WIDTH - full);
        var line = "%s [%s] %3d%%  %d of %d".formatted(title, bar, percent, done, total);
        return note.isEmpty() ? line : line + "  " + note;
    }

    // Null is right for Java 17 to 21, and the console is asked itself for the later ones.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        var type = System.getenv("TERM");
        return console != null && type != null && !type.equals("dumb") && isTerminal(console);
    }

    /** From Java 22 on there is always a console, which says itself whether it is a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before that, there was one only on a terminal.
            return true;
        }
    }
}

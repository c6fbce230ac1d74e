package trapline.bench.runner;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * What a number of pictures took. Processor time says the most on a machine where others work too.
 *
 * @param perSecond pictures
 * @param cpuMillis processor time of this whole process for one picture, in milliseconds
 * @param boxes found on all of them
 */
record Spent(double perSecond, double cpuMillis, int boxes) {

    /**
     * @param work looks at all pictures and says how many boxes it found
     */
    static Spent on(int pictures, Callable<Integer> work)
            throws InterruptedException, ExecutionException {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var started = System.nanoTime();
        var before = system.getProcessCpuTime();
        int boxes;
        try {
            boxes = work.call();
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(e);
        }
        var cpu = system.getProcessCpuTime() - before;
        var seconds = (System.nanoTime() - started) / 1e9;
        return new Spent(pictures / seconds, cpu / 1e6 / pictures, boxes);
    }

    String words() {
        return String.format(
                Locale.ROOT, "%.2f/s at %.1f ms, %d boxes", perSecond, cpuMillis, boxes);
    }
}

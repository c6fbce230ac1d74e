package trapline.runner.batch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that gets stuck in the middle, to be killed by a test. */
public final class StuckDetection {
    private static final int SEEN = 31;

    private StuckDetection() {}

    /**
     * @param arguments the folder of pictures, the file of results
     */
    public static void main(String[] arguments) throws Exception {
        var pictures = Path.of(arguments[0]);
        // By name, not by number: a worker that is late must not be the one that gets stuck.
        var seen = new HashSet<String>();
        var names = new PictureTree(pictures, true).iterator();
        while (seen.size() < SEEN) {
            seen.add(names.next());
        }
        var never = new CountDownLatch(1);
        Looker looker =
                (name, picture) -> {
                    if (!seen.contains(name)) {
                        never.await();
                    }
                    return FolderDetectionTest.see(name, picture);
                };
        var kept = new AtomicInteger();
        FolderDetectionTest.detection(pictures, Path.of(arguments[1]), looker, false)
                .run(
                        FolderDetectionTest::info,
                        (done, total, before, failed) -> {
                            if (kept.incrementAndGet() == SEEN - 3) {
                                System.out.println("stuck");
                            }
                        });
    }
}

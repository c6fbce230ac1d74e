package trapline.runner.batch;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that gets stuck in the middle, to be killed by a test. */
public final class StuckDetection {
    private static final int SEEN_BEFORE = 31;

    private StuckDetection() {}

    /**
     * @param arguments the folder of pictures, the file of results
     */
    public static void main(String[] arguments) throws Exception {
        var seen = new AtomicInteger();
        var never = new CountDownLatch(1);
        Looker looker =
                (name, picture) -> {
                    if (seen.incrementAndGet() > SEEN_BEFORE) {
                        never.await();
                    }
                    return FolderDetectionTest.see(name, picture);
                };
        var kept = new AtomicInteger();
        FolderDetectionTest.detection(Path.of(arguments[0]), Path.of(arguments[1]), looker, false)
                .run(
                        FolderDetectionTest::info,
                        (done, total, before, failed) -> {
                            if (kept.incrementAndGet() == SEEN_BEFORE - 3) {
                                System.out.println("stuck");
                            }
                        });
    }
}

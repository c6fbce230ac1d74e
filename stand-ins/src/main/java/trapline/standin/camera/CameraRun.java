package trapline.standin.camera;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One camera at work: sends the pictures of its plan one by one, each at its time. A failed attempt
 * is repeated a little later; a camera that nobody answers gives up.
 */
final class CameraRun implements Callable<Void> {
    private static final int ATTEMPTS = 3;
    private static final int GIVE_UP_AFTER = 5;

    private final String name;
    private final SimulatedCamera camera;
    private final UploadPlan plan;
    private final Pace pace;
    private final Tally tally;
    private final CountDownLatch stop;
    private int failedInARow;

    /**
     * When a camera does things.
     *
     * @param offsetNanos of the first picture after the start
     * @param intervalNanos between two pictures
     * @param burst pictures between two pauses
     * @param pauseNanos between two bursts
     * @param retryNanos before a failed attempt is repeated
     */
    record Pace(long offsetNanos, long intervalNanos, int burst, long pauseNanos, long retryNanos) {
        /** In nanoseconds after the start; pictures count from 0. */
        long due(int picture) {
            var pauses = picture / burst;
            return offsetNanos + picture * intervalNanos + pauses * pauseNanos;
        }
    }

    CameraRun(
            String name,
            SimulatedCamera camera,
            UploadPlan plan,
            Pace pace,
            Tally tally,
            CountDownLatch stop) {
        this.name = name;
        this.camera = camera;
        this.plan = plan;
        this.pace = pace;
        this.tally = tally;
        this.stop = stop;
    }

    @Override
    public Void call() throws InterruptedException {
        var start = System.nanoTime();
        try (camera) {
            for (var sent = 0; plan.hasNext(); sent++) {
                pause(start + pace.due(sent) - System.nanoTime());
                var failure = send(plan.next());
                if (failure.isPresent() && isHopeless(failure.get())) {
                    giveUp(plan.total() - sent - 1, failure.get());
                    break;
                }
            }
        }
        return null;
    }

    /** Why the picture was given up; empty: the server has it. */
    private Optional<IOException> send(PlannedUpload picture) throws InterruptedException {
        byte[] content;
        try {
            content = picture.content();
        } catch (IOException e) {
            tally.error();
            tally.failed(1, failure(picture.remoteName(), e));
            return Optional.empty();
        }
        if (picture.cutAt().isPresent()) {
            cut(picture, content, (int) (content.length * picture.cutAt().getAsDouble()));
        }
        var failure = insist(content, picture.remoteName());
        if (failure.isPresent()) {
            failedInARow++;
            tally.failed(1, failure(picture.remoteName(), failure.get()));
            return failure;
        }
        failedInARow = 0;
        tally.taken(content.length);
        if (picture.resentAs().isPresent() && insist(content, picture.resentAs().get()).isEmpty()) {
            tally.resent();
        }
        return Optional.empty();
    }

    private void cut(PlannedUpload picture, byte[] content, int bytes) {
        try {
            camera.uploadCut(content, picture.remoteName(), bytes);
            tally.cut();
        } catch (IOException e) {
            // The whole upload follows and shows whether the server is there.
            tally.error();
        }
    }

    private Optional<IOException> insist(byte[] content, String remoteName)
            throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                camera.upload(content, remoteName);
                return Optional.empty();
            } catch (IOException e) {
                tally.error();
                if (attempt == ATTEMPTS || isLogin(e)) {
                    return Optional.of(e);
                }
                pause(attempt * pace.retryNanos());
            }
        }
    }

    private boolean isHopeless(IOException failure) {
        return failedInARow >= GIVE_UP_AFTER || isLogin(failure);
    }

    private void giveUp(int left, IOException failure) {
        if (left > 0) {
            tally.failed(left, failure("the %d pictures after it".formatted(left), failure));
        }
    }

    private SimulationSummary.Failure failure(String picture, IOException cause) {
        var reason = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getName());
        return new SimulationSummary.Failure(name, picture, reason);
    }

    private static boolean isLogin(IOException failure) {
        return failure instanceof UploadRefused refused && refused.isLogin();
    }

    private void pause(long nanos) throws InterruptedException {
        if (nanos > 0 && stop.await(nanos, TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the simulation was stopped");
        }
    }
}

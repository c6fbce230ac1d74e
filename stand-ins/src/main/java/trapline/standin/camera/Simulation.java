package trapline.standin.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Uploads a folder of pictures as one or several cameras would, all at the same time. */
public class Simulation {
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final SimulationSettings settings;
    private final CameraAccounts accounts;
    private final Duration retryPause;

    public Simulation(SimulationSettings settings, CameraAccounts accounts) {
        this(settings, accounts, RETRY_PAUSE);
    }

    Simulation(SimulationSettings settings, CameraAccounts accounts, Duration retryPause) {
        this.settings = settings;
        this.accounts = accounts;
        this.retryPause = retryPause;
    }

    /**
     * The cameras and how many pictures each will send, in the order of their names.
     *
     * @throws IOException if the folder cannot be read, or has no picture
     */
    public Map<String, Integer> cameras() throws IOException {
        var counts = new LinkedHashMap<String, Integer>();
        plans().forEach((name, plan) -> counts.put(name, plan.total()));
        return counts;
    }

    /**
     * Sends everything and waits until it is done. What the server does not take is in the summary.
     * When the thread is interrupted, the uploads break off.
     *
     * @param listener hears of every step, one call after the other; it must be quick
     * @throws IOException if the folder cannot be read, or has no picture
     * @throws IllegalArgumentException if a camera has no account
     */
    public SimulationSummary run(Consumer<SimulationProgress> listener)
            throws IOException, InterruptedException {
        var plans = plans();
        var cameras = new LinkedHashMap<String, SimulatedCamera>();
        plans.keySet().forEach(name -> cameras.put(name, new SimulatedCamera(accounts.of(name))));
        var total = plans.values().stream().mapToInt(UploadPlan::total).sum();
        var tally = new Tally(total, listener);
        var stop = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(plans.size(), Simulation::thread);
        var start = System.nanoTime();
        try {
            var runs = new ArrayList<CameraRun>();
            for (var name : plans.keySet()) {
                var pace = pace(runs.size(), plans.size());
                var camera = cameras.get(name);
                runs.add(new CameraRun(name, camera, plans.get(name), pace, tally, stop));
            }
            waitForAll(runs, threads);
            return tally.summary(Duration.ofNanos(System.nanoTime() - start));
        } finally {
            stop.countDown();
            threads.shutdownNow();
            cameras.values().forEach(SimulatedCamera::close);
        }
    }

    private Map<String, UploadPlan> plans() throws IOException {
        var pictures = PictureFolder.read(settings.pictures(), settings.cameras());
        var plans = new LinkedHashMap<String, UploadPlan>();
        for (var camera : pictures.entrySet()) {
            List<Path> files = camera.getValue();
            var count = share(files.size(), plans.size(), pictures.size());
            if (count > 0) {
                var plan = new UploadPlan(camera.getKey(), files, count, settings);
                plans.put(camera.getKey(), plan);
            }
        }
        return plans;
    }

    /** The total does not always divide evenly: the first cameras send one more. */
    private int share(int files, int camera, int cameras) {
        if (settings.total().isEmpty()) {
            return files;
        }
        var total = settings.total().getAsInt();
        return total / cameras + (camera < total % cameras ? 1 : 0);
    }

    private CameraRun.Pace pace(int camera, int cameras) {
        var perSecond = settings.picturesPerSecond();
        var interval = perSecond.isPresent() ? (long) (1e9 * cameras / perSecond.getAsDouble()) : 0;
        return new CameraRun.Pace(
                interval * camera / cameras,
                interval,
                settings.burst(),
                settings.pause().toNanos(),
                retryPause.toNanos());
    }

    private static void waitForAll(List<CameraRun> runs, ExecutorService threads)
            throws InterruptedException {
        List<Future<Void>> results = runs.stream().map(threads::submit).toList();
        for (var result : results) {
            try {
                result.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a camera broke down", e.getCause());
            }
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "simulated-camera");
        thread.setDaemon(true);
        return thread;
    }
}

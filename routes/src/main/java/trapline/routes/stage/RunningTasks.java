package trapline.routes.stage;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import trapline.stage.StageTask;
import trapline.stage.Stages;

/** The tasks that workers of this process hold now; their leases are renewed while they do. */
class RunningTasks {
    /** How long a worker that has died keeps its message from the others. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final Set<Long> taskIds = ConcurrentHashMap.newKeySet();
    private final Stages stages;
    private final String owner;
    private long renewedAtNanos = System.nanoTime();

    RunningTasks(Stages stages, String owner) {
        this.stages = stages;
        this.owner = owner;
    }

    void add(StageTask task) {
        taskIds.add(task.taskId());
    }

    void remove(StageTask task) {
        taskIds.remove(task.taskId());
    }

    /** Renews every lease when a third of it has passed; called by one thread, often. */
    void renew() {
        var now = System.nanoTime();
        if (now - renewedAtNanos < LEASE.toNanos() / 3) {
            return;
        }
        stages.renew(List.copyOf(taskIds), owner, LEASE);
        renewedAtNanos = now;
    }
}

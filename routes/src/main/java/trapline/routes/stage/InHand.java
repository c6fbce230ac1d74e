package trapline.routes.stage;

import trapline.stage.StageMessage;
import trapline.stage.StageTask;

/**
 * What a worker works on next.
 *
 * @param content what the route is given: the task itself, or the message that was just made, which
 *     then need not be read again
 */
record InHand(StageTask task, StageMessage content) {

    InHand(StageTask task) {
        this(task, task);
    }
}

package trapline.routes.stage;

/**
 * What a worker has made and goes on with; nothing of it is stored as a message yet.
 *
 * @param stage whose route is next
 * @param content what that route is given
 * @param write the route that stores the content and puts it before the stage, when the worker
 *     cannot go on
 */
record InHand(String stage, Object content, String write) {}

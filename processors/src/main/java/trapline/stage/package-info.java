/**
 * The durable hand-over between two stages: messages with a lease, fair between cameras, live
 * before backlog. In: a {@link trapline.stage.StageMessage}. Out: a leased {@link
 * trapline.stage.StageTask}. Knows no other package of Trapline.
 */
package trapline.stage;

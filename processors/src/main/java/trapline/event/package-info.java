/**
 * Groups captures into what happened. In: {@link trapline.observation.Observations}. Out: a {@link
 * trapline.event.GroupedCapture}. Uses observation.
 */
package trapline.event;

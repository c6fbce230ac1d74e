/**
 * Tells who listens what has just happened, as server-sent events. In: rows that the pipeline has
 * committed, read by the clock while somebody listens. Out: to each listener the ids of what is in
 * their projects at this moment; whatever else there is to know, they fetch as everybody does.
 */
package trapline.api.live;

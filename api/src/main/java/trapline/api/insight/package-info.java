/**
 * Numbers over many captures: species, activity, effort, occupancy, and how right the models are.
 * In: a caller's scope, a range of time, and how far apart independent events are. Out: what SQL
 * counted. Verified captures count as people said, the others as the models did. Reads only.
 */
package trapline.api.insight;

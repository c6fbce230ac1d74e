/**
 * Numbers over many captures: species, activity, effort, occupancy, and how right the models are.
 * In: a caller's scope, a range of time, and how far apart independent events are. Out: what was
 * counted. Verified captures count as people said, the others as the models did. Reads only.
 *
 * <p>A question goes one way: the asker's cameras ({@link InsightReadings}), what they saw and did
 * ({@link KeptReadings}), events and effort ({@link Independence}, {@link Efforts}), numbers
 * ({@link Counts}, {@link PlaceCounts}, {@link Activity}, {@link Confusion}). {@link ReadingAhead}
 * sees to it that what they are counted from is there.
 */
package trapline.api.insight;

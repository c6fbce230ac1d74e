/**
 * Says what is on a capture. In: {@link trapline.classification.Classifications}. Out: {@link
 * trapline.observation.Observations}, derived and never stored. Uses classification.
 */
package trapline.observation;

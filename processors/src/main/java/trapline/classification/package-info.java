/**
 * Names what was found. In: {@link trapline.detection.Detections}. Out: the {@link
 * trapline.classification.Classifications} of those worth naming. Uses detection.
 */
package trapline.classification;

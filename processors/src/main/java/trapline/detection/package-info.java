/**
 * Finds animals, people, vehicles or motion. In: a {@link trapline.capture.Capture}. Out: its
 * {@link trapline.detection.Detections}. Uses capture; classification and later stations use it.
 */
package trapline.detection;

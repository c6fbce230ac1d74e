/**
 * Turns a classifier's scores into a name that can be stood for: by the taxonomy of its labels, by
 * where the camera is, and by what the detector saw. In: scores in the order of the labels. Out:
 * {@link trapline.runner.taxonomy.Prediction}s.
 */
package trapline.runner.taxonomy;

/**
 * Finds what moved, without a model: a camera's picture against what that camera usually sees. In:
 * a picture and the camera's {@link trapline.runner.motion.Background}. Out: boxes of the category
 * {@code motion}, and the background for the next picture.
 */
package trapline.runner.motion;

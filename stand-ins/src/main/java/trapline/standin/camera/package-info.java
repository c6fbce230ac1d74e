/**
 * Cameras that upload real files over real FTPS, hurried, cut off and repeating themselves as real
 * ones are, and pictures for them to send. Knows nothing of Trapline, so it cannot share its
 * mistakes.
 */
package trapline.standin.camera;

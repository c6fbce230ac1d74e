/**
 * The devices: who they are, how their files are understood, how they feel. In: what a file says of
 * its camera. Out: a {@link trapline.camera.Camera}. Every later package may use it; it uses
 * project only.
 */
package trapline.camera;

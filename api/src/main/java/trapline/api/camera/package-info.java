/**
 * Cameras as people see them, and what people decide about them. In: a caller's scope, or a change.
 * Out: views with health and when each was last heard of.
 */
package trapline.api.camera;

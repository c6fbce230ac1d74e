/**
 * How long pictures are kept. In: what a project's admins decided. Out: pictures whose bytes are
 * deleted, and before that a count of which they would be. Rows stay, so events outlive pictures.
 * Uses access and the blob store.
 */
package trapline.api.retention;

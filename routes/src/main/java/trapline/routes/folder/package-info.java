/**
 * What the folder source needs beyond camel-file: whole files only, and a fair share for each
 * folder.
 */
package trapline.routes.folder;

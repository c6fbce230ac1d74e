/**
 * Hands what was seen to other programs. In: a format, and the filters of the list of captures.
 * Out: a file, made in the background with the rights of who asked, and a link to it that ends.
 * Uses capture for what the filters mean, and access for the rights.
 */
package trapline.api.export;

/**
 * Files that could not be used, with their reasons. In: an analyst's scope. Out: views, the bytes
 * for admins, and another try.
 */
package trapline.api.quarantine;

/**
 * Events as people see them. In: a caller's scope and filters. Out: views with captures, what was
 * observed, and who was alerted. Reads only.
 */
package trapline.api.event;

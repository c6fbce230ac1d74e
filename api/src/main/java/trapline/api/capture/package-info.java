/**
 * Captures as people see them: the list, one with everything found on it, and the bytes. In: a
 * caller's scope and filters. Out: views. Reads only; the pipeline writes.
 */
package trapline.api.capture;

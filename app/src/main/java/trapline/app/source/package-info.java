/** The sources that this process itself offers to cameras. */
package trapline.app.source;

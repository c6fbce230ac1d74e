/**
 * Takes files in. In: a file as a source hands it over. Out: a {@link trapline.capture.Capture}
 * with its facts, durable and handed to detection, or a row in quarantine with its reason. Uses
 * camera, project, blob and stage.
 */
package trapline.capture;

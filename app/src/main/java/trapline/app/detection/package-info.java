/**
 * Behind the detector's port: the model runner in this process, or the built-in motion detector.
 */
package trapline.app.detection;

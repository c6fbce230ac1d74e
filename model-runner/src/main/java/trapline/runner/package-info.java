/**
 * Picture in, detections and classifications out. Knows no database, no route and no other package
 * of Trapline.
 */
package trapline.runner;

/** Intake: settings and wiring. */
package trapline.app.capture;

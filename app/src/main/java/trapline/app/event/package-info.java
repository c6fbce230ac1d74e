/** Observe, group, judge: settings and wiring. */
package trapline.app.event;

/** The durable hand-over between stations: wiring and gauges. */
package trapline.app.stage;

/** Delivery: wiring, and the pictures that go with alerts. */
package trapline.app.delivery;

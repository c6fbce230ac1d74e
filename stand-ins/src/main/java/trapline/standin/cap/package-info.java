/** A receiver of alerts by the Common Alerting Protocol, and what it demands of documents. */
package trapline.standin.cap;

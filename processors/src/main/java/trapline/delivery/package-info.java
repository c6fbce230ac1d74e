/**
 * Brings each alert to each recipient, and keeps the proof. In: {@link
 * trapline.alert.AlertsRaised}. Out: one {@link trapline.delivery.Delivery} per channel and
 * recipient, accepted or failed. Depends on alert; only the API depends on it.
 */
package trapline.delivery;

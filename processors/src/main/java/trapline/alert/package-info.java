/**
 * Matches rules against what happened. In: a {@link trapline.event.GroupedCapture}. Out: {@link
 * trapline.alert.AlertsRaised}. Uses event.
 */
package trapline.alert;

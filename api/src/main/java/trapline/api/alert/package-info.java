/**
 * Alerts as people see them: which rule, for what, and whether each recipient got it. In: a
 * caller's scope and filters. Out: views with deliveries and attempts; addresses in full only for
 * admins.
 */
package trapline.api.alert;

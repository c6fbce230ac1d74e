/**
 * Rules over HTTP: the same rules, with the same checks, as in {@code rules.yaml}. In: requests of
 * admins. Out: views, and what a rule would have sent.
 */
package trapline.api.rule;

/**
 * Everything that is said when a request cannot be answered, made in one place as problem details
 * (RFC 9457). In: an exception, or a refusal of the security filters. Out: status, sentence, and
 * the fields that were wrong. Nothing of the inside is shown.
 */
package trapline.api.problem;

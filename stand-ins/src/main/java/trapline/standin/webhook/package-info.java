/**
 * A web server that keeps the requests it gets and misbehaves when told to. Knows nothing of
 * Trapline, so it cannot share its mistakes.
 */
package trapline.standin.webhook;

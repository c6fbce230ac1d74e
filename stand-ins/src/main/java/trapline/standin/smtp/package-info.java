/**
 * A mail server that keeps what it receives and misbehaves when told to. Knows nothing of Trapline,
 * so it cannot share its mistakes.
 */
package trapline.standin.smtp;

/**
 * A signal-cli REST gateway on this machine. In: calls of clients. Out: what the gateway would
 * answer, in the words of its releases. Knows nothing of Trapline, so it cannot share its mistakes.
 */
package trapline.standin.signal;

/**
 * Telegram's Bot API on this machine. In: calls of bots. Out: what Telegram would answer, with its
 * checks, limits and error texts. Knows nothing of Trapline, so it cannot share its mistakes.
 */
package trapline.standin.telegram;

/**
 * Meta's WhatsApp Cloud API on this machine. In: calls of a business. Out: what Meta would answer,
 * and webhooks. Knows nothing of Trapline, so it cannot share its mistakes.
 */
package trapline.standin.whatsapp;

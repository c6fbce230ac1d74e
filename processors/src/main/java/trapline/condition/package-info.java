/**
 * What rules wait for: one small class for each condition. In: facts about a capture, a camera or
 * the installation. Out: whether it holds, and what to say of it. Nothing here is stored or sent.
 * Uses event and what stands left of it.
 */
package trapline.condition;

/**
 * What people say of captures, and why a capture alerted nobody. In: a caller who is an analyst,
 * and what they say. Out: views of it. What models found is never changed here.
 */
package trapline.api.review;

/**
 * Who is asking, and what they may see. In: a session, a password or a key. Out: a {@link
 * trapline.api.access.Caller} with a role in some projects, read from the database at every
 * request, so that what is taken away is gone at once. Every other package asks the caller for a
 * {@link trapline.api.access.Scope} before it asks the database anything.
 */
package trapline.api.access;

/**
 * The REST API and the login before it. In: HTTP. Out: views as JSON, bytes, and problem details.
 * It reads the tables through view repositories of its own, each within the caller's projects, and
 * changes things only through the classes that own them. It starts no route.
 */
package trapline.api;

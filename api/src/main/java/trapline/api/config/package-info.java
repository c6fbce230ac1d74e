/**
 * How the configuration stands that admins edit. In: what the application says. Out: a view with
 * each mistake, where it is, and how to fix it.
 */
package trapline.api.config;

/**
 * Hands the web console to a browser: its page, with a policy of its own, and its files. In: the
 * bundle that the module console has left among the resources, or none. Out: HTML and assets,
 * public, for there is no datum in them. Everything the console shows it fetches from the API, as
 * whoever is logged in.
 */
package trapline.api.console;

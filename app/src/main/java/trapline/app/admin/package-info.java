/** What the application knows of itself and its machine, for the API. */
package trapline.app.admin;

/** The routes of Camel as the API shows them. */
package trapline.app.flow;

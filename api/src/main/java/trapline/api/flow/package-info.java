/**
 * The routes that run, with what has gone through each of their steps. In: what the application
 * says. Out: views, from which the console draws the flow.
 */
package trapline.api.flow;

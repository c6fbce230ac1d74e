/** The whole program, from an upload to a mail, also when it is killed on the way. */
package trapline.app.flow;

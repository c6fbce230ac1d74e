/** What can be typed after {@code ./trapline}. These classes are the only ones that print. */
package trapline.app.command;

/**
 * Takes in what people bring on memory cards. In: a card, said to be of one camera, and its files
 * in pieces, by the tus protocol, so that a broken line goes on where it was. Out: files for {@link
 * trapline.capture.CardIntake}. Uses access for the rights.
 */
package trapline.api.upload;

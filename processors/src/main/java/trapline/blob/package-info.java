/**
 * The bytes of every capture. In: a file. Out: a key, the claim check that messages carry instead
 * of the bytes. Knows no other package of Trapline.
 */
package trapline.blob;

/** A push server of a browser's maker, and the browsers that it serves. */
package trapline.standin.push;

/**
 * The numbers of the first page. In: a caller's scope. Out: what came, what is open and what needs
 * a person. Reads only, along indices: a year of pictures costs what a day does.
 */
package trapline.api.now;

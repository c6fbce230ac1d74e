/**
 * Brings models into the models' folder: fetched from their makers, or from another folder. In: a
 * descriptor. Out: a folder with the descriptor and the files it names, complete and checked, or
 * nothing that could be mistaken for it.
 */
package trapline.runner.store;

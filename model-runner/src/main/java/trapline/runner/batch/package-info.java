/**
 * A whole folder of pictures through a detector, and perhaps a classifier. In: a folder. Out: a
 * file of results, the same whether the work went through at once or was killed and begun again.
 */
package trapline.runner.batch;

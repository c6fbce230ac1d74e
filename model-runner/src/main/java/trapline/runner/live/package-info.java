/**
 * Models that may be exchanged while they are used. In: a model folder that people change. Out: the
 * model that counts now, and what was wrong with one that could not take its place.
 */
package trapline.runner.live;

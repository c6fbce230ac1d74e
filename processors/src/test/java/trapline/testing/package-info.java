/**
 * What tests of every module may use: a real PostgreSQL, a clock that stands still, pictures made
 * on the spot.
 */
package trapline.testing;

/** Stands in for Gundi, the hub in front of EarthRanger and others. */
package trapline.standin.gundi;

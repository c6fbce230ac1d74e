/**
 * Stands in for an EarthRanger site: reports with their files, cameras as subjects, logins, and
 * what the site says when something is wrong.
 */
package trapline.standin.earthranger;

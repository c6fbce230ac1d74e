/** The data folder and the database in it, for an installation that brings no PostgreSQL. */
package trapline.app.database;

/** The Camel component behind the kamelets stage-source and stage-sink, over PostgreSQL. */
package trapline.routes.stage;

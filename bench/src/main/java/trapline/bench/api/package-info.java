/** What the API takes when an installation is large and many people look at it. */
package trapline.bench.api;

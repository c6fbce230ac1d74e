/**
 * The model runner as a service. In: a picture over HTTP. Out: what is on it, which model said so,
 * and where the time went. It keeps nothing and knows no database.
 */
package trapline.runner.service;

/** Behind the classifier's port: the model runner in this process, or nothing. */
package trapline.app.classification;

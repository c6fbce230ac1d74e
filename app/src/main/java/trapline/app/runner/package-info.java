/**
 * Model runners on other machines. In: a picture. Out: what a runner says is on it. Several are
 * used in turn; with all of them away the pictures wait.
 */
package trapline.app.runner;

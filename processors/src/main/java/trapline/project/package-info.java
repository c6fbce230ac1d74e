/**
 * The tenant, and the ids of everything in it. In: a project's name. Out: {@link
 * trapline.project.Project}. Everything else may use it; it uses nothing.
 */
package trapline.project;

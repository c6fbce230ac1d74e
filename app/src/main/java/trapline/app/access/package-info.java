/** The first person who may administer a new installation. */
package trapline.app.access;

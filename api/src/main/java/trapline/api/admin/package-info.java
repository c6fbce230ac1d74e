/**
 * The installation as its admin sees it: health of every part, disk, models, log, backups. In: what
 * the application says. Out: views. For server admins only.
 */
package trapline.api.admin;

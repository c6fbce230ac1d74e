/** What the stand-ins of all outside parties share. It uses none of them. */
package trapline.standin;

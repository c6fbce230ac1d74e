/**
 * How a project guards people and rare animals. In: what its admins decided. Out: what is concealed
 * on a picture, for whom, and how exactly positions may be told. Whoever hands out bytes or
 * positions asks here. Uses access.
 */
package trapline.api.privacy;

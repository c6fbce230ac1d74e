/**
 * What the delivery routes need beyond Camel's own components: how a message is written for a
 * channel, and what the channel's answer means.
 */
package trapline.routes.delivery;

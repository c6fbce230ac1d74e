/**
 * Channels and deliveries as people act on them: what failed, what is parked, who is linked, and
 * what comes in from outside. In: requests, some from anybody who holds a signed link or a party's
 * secret. Out: views, pages, and decisions handed to the domain.
 */
package trapline.api.delivery;

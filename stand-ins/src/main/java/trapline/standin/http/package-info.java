/**
 * What the stand-ins of parties that are spoken to over HTTP share: a small server, its faults, and
 * a page that shows what arrived. In: requests. Out: what the party would answer, or a fault.
 */
package trapline.standin.http;

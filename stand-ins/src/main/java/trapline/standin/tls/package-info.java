/** A certificate that signs itself, for stand-ins that speak TLS. */
package trapline.standin.tls;

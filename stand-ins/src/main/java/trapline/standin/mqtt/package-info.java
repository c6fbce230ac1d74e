/** A broker that speaks as much MQTT 5 as a publisher needs, and can misbehave. */
package trapline.standin.mqtt;

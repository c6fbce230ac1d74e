package trapline.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "0.0.0.0",
                "::",
                "224.0.0.1"
            })
    void knowsWhatIsForAMachinesOwnUse(String address) throws UnknownHostException {
        assertThat(OwnAddresses.holds(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.168.1.20", "10.0.0.3", "203.0.113.7", "2001:db8::1"})
    void letsServersOfTheNetworkBeReached(String address) throws UnknownHostException {
        assertThat(OwnAddresses.holds(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void looksBehindNamesAtAllTheirAddresses() {
        var own =
                new OwnAddresses(
                        host ->
                                host.equals("rebound.example.org")
                                        ? addresses("203.0.113.7", "169.254.169.254")
                                        : addresses("203.0.113.7"));

        assertThat(own.leadsTo("rebound.example.org")).isTrue();
        assertThat(own.leadsTo("hooks.example.org")).isFalse();
    }

    @Test
    void saysNothingOfANameThatNobodyKnows() {
        var own =
                new OwnAddresses(
                        host -> {
                            throw new UnknownHostException(host);
                        });

        assertThat(own.leadsTo("nowhere.example.org")).isFalse();
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        var addresses = new InetAddress[texts.length];
        for (var i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }
}

package trapline.project;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Knows the addresses that are only ever meant for a machine's own use, above all those under which
 * clouds hand out passwords. Whoever may write down where something goes could otherwise make the
 * server talk to them, under a name that leads there. Addresses of a private network and of this
 * machine stay allowed: gateways, mail servers and brokers stand there.
 */
public final class OwnAddresses {
    /** Where clouds answer beside 169.254.0.0/16: Amazon by IPv6, Alibaba, Azure. */
    private static final Set<String> OF_CLOUDS =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16");

    /** 64:ff9b::/96, under which networks without IPv4 reach its addresses (RFC 6052). */
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b};

    private static final int IPV4_IN_IPV6 = 12;

    private final Names names;

    /** Asks as this machine does. */
    public OwnAddresses() {
        this(InetAddress::getAllByName);
    }

    public OwnAddresses(Names names) {
        this.names = names;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /**
     * Whether this host is, or its name leads to, such an address; asks for names, so it may take
     * seconds.
     */
    public boolean leadsTo(String host) {
        try {
            return Arrays.stream(names.find(host)).anyMatch(OwnAddresses::holds);
        } catch (UnknownHostException e) {
            // It leads nowhere, which whoever connects to it says better.
            return false;
        }
    }

    /** Whether this is such an address. */
    public static boolean holds(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || OF_CLOUDS.contains(address.getHostAddress())
                || (address instanceof Inet6Address && isTranslatedLinkLocal(address.getAddress()));
    }

    private static boolean isTranslatedLinkLocal(byte[] bytes) {
        return Arrays.equals(bytes, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length)
                && (bytes[IPV4_IN_IPV6] & 0xff) == 169
                && (bytes[IPV4_IN_IPV6 + 1] & 0xff) == 254;
    }
}

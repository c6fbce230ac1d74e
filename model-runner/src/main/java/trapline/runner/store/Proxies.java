package trapline.runner.store;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The proxy that the environment names ({@code https_proxy}, {@code http_proxy}, {@code all_proxy},
 * {@code no_proxy}, in small or capital letters); else the one of Java's own properties ({@code
 * https.proxyHost} and so on). This very machine is always asked directly.
 */
final class Proxies extends ProxySelector {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Map<String, String> environment;
    private final ProxySelector otherwise;

    Proxies(Map<String, String> environment, ProxySelector otherwise) {
        this.environment = environment;
        this.otherwise = otherwise;
    }

    @Override
    public List<Proxy> select(URI address) {
        var host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (LOOPBACK.contains(host) || isExcepted(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return proxy(address.getScheme())
                .map(proxy -> List.of(http(proxy)))
                .orElseGet(() -> otherwise.select(address));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        otherwise.connectFailed(address, proxy, failure);
    }

    /** Who to say one is, when the proxy's address tells a user and a password. */
    Optional<ProxyPassword> password() {
        return proxy("https")
                .or(() -> proxy("http"))
                .map(URI::getRawUserInfo)
                .map(ProxyPassword::new);
    }

    /** Says it once. Who is asked again was refused, and a third time would not help. */
    static final class ProxyPassword extends Authenticator {
        private final String user;
        private final AtomicInteger asked = new AtomicInteger();

        private ProxyPassword(String user) {
            this.user = user;
        }

        boolean isRefused() {
            return asked.get() > 1;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY || asked.getAndIncrement() > 0) {
                return null;
            }
            var parts = user.split(":", 2);
            return new PasswordAuthentication(
                    decoded(parts[0]), decoded(parts.length > 1 ? parts[1] : "").toCharArray());
        }
    }

    private static String decoded(String text) {
        // The path of an address is decoded without turning "+" into a space.
        return URI.create("/" + text).getPath().substring(1);
    }

    private Optional<URI> proxy(String scheme) {
        return variable(scheme.toLowerCase(Locale.ROOT) + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(text -> text.contains("://") ? text : "http://" + text)
                .map(Proxies::parsed);
    }

    private static URI parsed(String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(), e);
        }
        throw new IllegalArgumentException(wrong());
    }

    /** Without the value: it may hold a password. */
    private static String wrong() {
        return "The proxy in the environment (https_proxy) is no address such as"
                + " http://proxy.example.org:3128.";
    }

    private static Proxy http(URI proxy) {
        var port = proxy.getPort() > 0 ? proxy.getPort() : 3128;
        return new Proxy(
                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port));
    }

    private boolean isExcepted(String host) {
        return Arrays.stream(variable("no_proxy").orElse("").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .map(name -> name.startsWith("*.") ? name.substring(1) : name)
                .anyMatch(
                        name ->
                                name.equals("*")
                                        || host.equals(
                                                name.startsWith(".") ? name.substring(1) : name)
                                        || host.endsWith(name.startsWith(".") ? name : "." + name));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }
}

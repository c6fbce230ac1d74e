package trapline.runner.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import trapline.runner.Origin;

/**
 * Asks a server for a part of a file, and goes where it leads, as long as that is safe.
 *
 * @param longest to wait for the beginning of an answer
 * @param proxyRefuses whether the proxy did not take the password
 */
record Asking(HttpClient client, Duration longest, BooleanSupplier proxyRefuses) {
    static final String PROXY_REFUSES =
            "The proxy does not let us through (407). Write a user and a password that it knows into"
                    + " https_proxy, as http://user:password@proxy.example.org:3128.";

    private static final int MOST_REDIRECTS = 8;

    /**
     * Asks for the rest of a file.
     *
     * @param from how many bytes are there already
     * @param version of the file that they are of, if the server named one
     * @return any answer but one that leads elsewhere
     * @throws TemporaryFailure if there was none
     * @throws NotFetched if the server leads to where nobody should go
     */
    HttpResponse<InputStream> ask(URI address, long from, Optional<String> version)
            throws IOException, InterruptedException {
        var place = address;
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var request =
                    HttpRequest.newBuilder(place)
                            .timeout(longest)
                            .header("User-Agent", "Trapline")
                            // Ranges count the bytes as they are sent.
                            .header("Accept-Encoding", "identity");
            if (from > 0) {
                request.header("Range", "bytes=" + from + "-");
                version.ifPresent(same -> request.header("If-Range", same));
            }
            HttpResponse<InputStream> answer;
            try {
                answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (IOException e) {
                if (proxyRefuses.getAsBoolean()) {
                    throw new NotFetched(PROXY_REFUSES, e);
                }
                throw new TemporaryFailure(e);
            }
            var status = answer.statusCode();
            if (status < 300 || status >= 400) {
                return answer;
            }
            answer.body().close();
            place = next(place, answer);
        }
        throw new NotFetched(
                "%s leads from address to address without end.".formatted(shown(address)));
    }

    private static URI next(URI place, HttpResponse<?> answer) throws NotFetched {
        var location = answer.headers().firstValue("Location");
        try {
            var next = place.resolve(location.orElse(""));
            // No server out there may point at this machine.
            if (location.isPresent()
                    && Origin.isTrusted(next)
                    && ("https".equalsIgnoreCase(next.getScheme())
                            || "http".equalsIgnoreCase(place.getScheme()))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw new NotFetched(
                    "%s leads to something that is no address.".formatted(shown(place)), e);
        }
        throw new NotFetched(
                "%s leads to an address that is not safe: only https:// is."
                        .formatted(shown(place)));
    }

    /** Without a query, which may hold a token. */
    static String shown(URI address) {
        return "%s://%s%s"
                .formatted(
                        address.getScheme(),
                        address.getRawAuthority(),
                        Optional.ofNullable(address.getRawPath()).orElse(""));
    }
}

package trapline.app.runner;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What runners are told of the place where the cameras are, so that they name as a model in this
 * process would.
 *
 * @param country ISO 3166-1 alpha-3; empty: nobody said
 * @param region the second half of ISO 3166-2; empty: nobody said
 * @param only the labels, common names or taxa that occur there; none: what the model says
 */
public record NamingPlace(Optional<String> country, Optional<String> region, List<String> only) {
    /** What a runner takes as the head of a request, less some room for the rest of it. */
    private static final int LONGEST_QUERY = 48 * 1024;

    public NamingPlace {
        only = List.copyOf(only);
    }

    /**
     * As parameters of a request, to stand behind others.
     *
     * @throws IllegalArgumentException if there are more names than fit into a request
     */
    String query() {
        var query = new StringBuilder();
        country.ifPresent(code -> query.append("&country=").append(encoded(code)));
        region.ifPresent(code -> query.append("&region=").append(encoded(code)));
        only.forEach(name -> query.append("&only=").append(encoded(name)));
        if (query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException(
                    "trapline.classification.only has too many names to be sent to model runners. Write"
                            + " them into the field naming.only of the model's descriptor there.");
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

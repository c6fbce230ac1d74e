package trapline.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sources that run now. Replaced as a whole when the configuration changes. */
public class Sources {
    private volatile Map<String, Source> byId = Map.of();

    public void replace(List<Source> sources) {
        byId =
                sources.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Source::sourceId, Function.identity()));
    }

    public Optional<Source> find(String sourceId) {
        return Optional.ofNullable(byId.get(sourceId));
    }
}

package trapline.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sources that run now. Replaced as a whole when the configuration changes. */
public class Sources {
    private volatile Map<String, Source> byId = Map.of();
    private final Map<String, Source> lastKnown = new ConcurrentHashMap<>();

    public void replace(List<Source> sources) {
        sources.forEach(source -> lastKnown.put(source.sourceId(), source));
        byId =
                sources.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Source::sourceId, Function.identity()));
    }

    public Optional<Source> find(String sourceId) {
        return Optional.ofNullable(byId.get(sourceId));
    }

    /**
     * The source as it was configured last, even if it is gone by now: it may still hand over the
     * files it had begun with, and those belong to its project and to no other.
     */
    Optional<Source> lastKnown(String sourceId) {
        return Optional.ofNullable(lastKnown.get(sourceId));
    }
}

package trapline.runner.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;

/**
 * Where each taxon occurs, by {@link Taxon#key}. The rules are SpeciesNet's.
 *
 * @see <a href="https://github.com/google/cameratrapai">SpeciesNet, its geofence</a>
 */
public record Geofence(Map<String, Rule> rules) {
    public static final Geofence NONE = new Geofence(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Countries (ISO 3166-1 alpha-3) with their regions; no regions: the whole country.
     *
     * @param allow if there are any, it occurs nowhere else
     * @param block it does not occur there
     */
    public record Rule(Map<String, Set<String>> allow, Map<String, Set<String>> block) {
        public Rule {
            allow = allow == null ? Map.of() : Map.copyOf(allow);
            block = block == null ? Map.of() : Map.copyOf(block);
        }
    }

    public Geofence {
        rules = Map.copyOf(rules);
    }

    /**
     * Reads a published geofence: {@code {"mammalia;carnivora;felidae;panthera;leo": {"allow":
     * {"KEN": []}}}}.
     *
     * @throws IllegalArgumentException if it is no such JSON; the message says where
     */
    public static Geofence parse(String json) {
        try {
            return new Geofence(JSON.readValue(json, new TypeReference<Map<String, Rule>>() {}));
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "line %d: this is no geofence. Expected is {\"class;order;family;genus;species\": {\"allow\": {\"KEN\": []}, \"block\": {\"USA\": [\"NY\"]}}}."
                            .formatted(line),
                    e);
        }
    }

    /** Whether a taxon does not occur at a place. Of a place or a taxon that nobody knows: no. */
    public boolean excludes(Taxon taxon, Place place) {
        var rule = rules.get(taxon.key());
        if (rule == null || place.country().isEmpty()) {
            return false;
        }
        return !isAllowed(rule, place) || isBlocked(rule, place);
    }

    /** A region that nobody said lies in any. */
    private static boolean isAllowed(Rule rule, Place place) {
        if (rule.allow().isEmpty()) {
            return true;
        }
        var regions = rule.allow().get(place.country().orElseThrow());
        return regions != null
                && (regions.isEmpty() || place.region().map(regions::contains).orElse(true));
    }

    private static boolean isBlocked(Rule rule, Place place) {
        var regions = rule.block().get(place.country().orElseThrow());
        return regions != null
                && (regions.isEmpty() || place.region().map(regions::contains).orElse(false));
    }
}

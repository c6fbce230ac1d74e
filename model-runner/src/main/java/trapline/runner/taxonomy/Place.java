package trapline.runner.taxonomy;

import java.util.Optional;

/**
 * Where a camera is, as far as geofences ask.
 *
 * @param country ISO 3166-1 alpha-3, such as {@code KEN}; empty: nobody said, nothing is fenced
 * @param region the second half of ISO 3166-2, two letters or digits, such as {@code CA} for US-CA
 */
public record Place(Optional<String> country, Optional<String> region) {
    public static final Place UNKNOWN = new Place(Optional.empty(), Optional.empty());

    public Place {
        if (country.filter(code -> !code.matches("[A-Z]{3}")).isPresent()) {
            throw new IllegalArgumentException(
                    "The country %s is no ISO 3166-1 alpha-3 code: write three capitals, such as KEN."
                            .formatted(country.get()));
        }
        if (region.filter(code -> !code.matches("[A-Z0-9]{2}")).isPresent()) {
            throw new IllegalArgumentException(
                    "The region %s is no region of ISO 3166-2: write its two letters, such as CA."
                            .formatted(region.get()));
        }
        if (country.isEmpty() && region.isPresent()) {
            throw new IllegalArgumentException("A region needs its country. Set both.");
        }
    }
}

package trapline.runner.taxonomy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A level of the taxonomy, from the finest. */
public enum Rank {
    @JsonProperty("species")
    SPECIES(5),
    @JsonProperty("genus")
    GENUS(4),
    @JsonProperty("family")
    FAMILY(3),
    @JsonProperty("order")
    ORDER(2),
    @JsonProperty("class")
    CLASS(1),
    @JsonProperty("kingdom")
    KINGDOM(0);

    private final int known;

    Rank(int known) {
        this.known = known;
    }

    /** How many ranks from the class on are known of a taxon of this rank. */
    int known() {
        return known;
    }

    /** As written in sources and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

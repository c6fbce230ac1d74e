package trapline.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on what labels belong to, as the taxonomies of the models say that were ever loaded. */
public class Lineages {
    private static final String SEPARATOR = ";";

    private final JdbcClient jdbc;

    public Lineages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Remembers the taxonomy of a model; what an earlier one said of the same label is replaced.
     *
     * @param taxa by label as it is shown, in lower case: class, order, family, genus, species
     */
    @Transactional
    public void learn(Map<String, List<String>> taxa) {
        var labels = taxa.keySet().stream().sorted().toList();
        jdbc.sql(
                        """
                        insert into label_lineage (label, taxa)
                        select label, string_to_array(joined, :separator)
                          from unnest(cast(:labels as text[]), cast(:joined as text[]))
                               as one (label, joined)
                        on conflict (label) do update set taxa = excluded.taxa
                         where label_lineage.taxa <> excluded.taxa
                        """)
                .param("separator", SEPARATOR)
                .param("labels", labels.toArray(String[]::new))
                .param(
                        "joined",
                        labels.stream()
                                .map(label -> String.join(SEPARATOR, taxa.get(label)))
                                .toArray(String[]::new))
                .update();
    }

    /** The groups of a label, in lower case; empty when no taxonomy knows it. */
    public Set<String> of(String label) {
        return jdbc.sql(
                        "select array_to_string(taxa, :separator) from label_lineage where label = :label")
                .param("separator", SEPARATOR)
                .param("label", label)
                .query(String.class)
                .optional()
                .map(joined -> Set.copyOf(Arrays.asList(joined.split(SEPARATOR))))
                .orElse(Set.of());
    }
}

package trapline.runner.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamerTest {
    private static final Seen ANIMAL = new Seen("animal", 0.9);

    /** As a table with columns: no taxon above the species has a label of its own. */
    private static final Taxonomy TABLE =
            Naming.taxonomy(
                    List.of("a", "b", "c"),
                    List.of("Vulpes vulpes (fox)", "Canis lupus (wolf)", "Sus scrofa (boar)"),
                    List.of(
                            row("carnivora", "canidae", "vulpes", "vulpes", "fox"),
                            row("carnivora", "canidae", "", "Canis lupus", "wolf"),
                            row("artiodactyla", "suidae", "sus", "scrofa", "boar")),
                    Optional.empty());

    private static final Taxonomy PLAIN =
            Naming.taxonomy(
                    List.of("fox", "wolf", "boar"),
                    List.of("fox", "wolf", "boar"),
                    List.of(Map.of(), Map.of(), Map.of()),
                    Optional.empty());

    @Test
    void namesAFamilyThatHasNoLabelOfItsOwn() {
        var named = namer(TABLE, rollUp(0.6), List.of()).name(ANIMAL, scores(0.4f, 0.35f, 0.25f));

        assertThat(named.get(0).label()).isEqualTo("Canidae");
        assertThat(named.get(0).score()).isCloseTo(0.75, within(1e-6));
        assertThat(named.get(0).source()).isEqualTo("classifier+rollup_to_family");
        assertThat(named.get(0).rawLabel()).isEqualTo("Vulpes vulpes (fox)");
        assertThat(named.get(0).rawScore()).isCloseTo(0.4, within(1e-6));
        assertThat(named.get(1).label()).isEqualTo("Vulpes vulpes (fox)");
    }

    @Test
    void leavesASureLabelAsItIs() {
        var named = namer(TABLE, rollUp(0.6), List.of()).name(ANIMAL, scores(0.7f, 0.2f, 0.1f));

        assertThat(named)
                .extracting(Prediction::label)
                .containsExactly("Vulpes vulpes (fox)", "Canis lupus (wolf)", "Sus scrofa (boar)");
        assertThat(named.get(0).source()).isEqualTo("classifier");
    }

    @Test
    void leavesAnUnsureLabelWithItsLowScoreWhereThereIsNoTaxonomy() {
        var named = namer(PLAIN, rollUp(0.6), List.of()).name(ANIMAL, scores(0.4f, 0.35f, 0.25f));

        assertThat(named.get(0).label()).isEqualTo("fox");
        assertThat(named.get(0).source()).isEqualTo("classifier");
    }

    @Test
    void sharesOutTheScoresOfWhatDoesNotOccurAndKeepsTheRawName() {
        var named =
                namer(TABLE, none(), List.of("Wolf", "suidae"))
                        .name(ANIMAL, scores(0.5f, 0.3f, 0.1f));

        assertThat(named).hasSize(2);
        assertThat(named.get(0).label()).isEqualTo("Canis lupus (wolf)");
        assertThat(named.get(0).score()).isCloseTo(0.75, within(1e-6));
        assertThat(named.get(0).source()).isEqualTo("classifier+allow");
        assertThat(named.get(0).rawLabel()).isEqualTo("Vulpes vulpes (fox)");
        assertThat(named.get(0).rawScore()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void saysWhatEachNameBelongsTo() {
        assertThat(TABLE.lineages())
                .containsEntry(
                        "Canis lupus (wolf)",
                        List.of("mammalia", "carnivora", "canidae", "canis", "canis lupus"));
        assertThat(PLAIN.lineages()).isEmpty();
    }

    @Test
    void saysWhichNamesOfTheListMeanNothing() {
        assertThat(namer(TABLE, none(), List.of("wolf", "wulf", "canidae")).unknownNames())
                .containsExactly("wulf");
    }

    @Test
    void averagesTheRawScoresOfABurst() {
        // exp of 2, 1, 0 and of 0, 1, 3, made shares; the means are 1, 1, 1.5.
        var first = softmax(2, 1, 0);
        var second = softmax(0, 1, 3);

        assertThat(Namer.mean(List.of(first, second)))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(softmax(1, 1, 1.5));
    }

    @Test
    void keepsTheRawNameOfOneLookOfSeveral() {
        var own = scores(0.6f, 0.4f, 0f);
        var together = scores(0.2f, 0.8f, 0f);

        var named = namer(TABLE, none(), List.of()).name(ANIMAL, own, together).get(0);

        assertThat(named.label()).isEqualTo("Canis lupus (wolf)");
        assertThat(named.source()).isEqualTo("classifier+burst");
        assertThat(named.rawLabel()).isEqualTo("Vulpes vulpes (fox)");
        assertThat(named.rawScore()).isCloseTo(0.6, within(1e-6));
    }

    @Test
    void saysWhichFieldOfTheOptionsIsWrong() {
        var both =
                new NamingOptions(
                        Optional.empty(),
                        rollUp(0.5).rollUp(),
                        Optional.of(NamingOptions.Ensemble.SPECIESNET),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(both.mistake().orElseThrow().field()).isEqualTo("naming.rollUp");
        assertThat(rollUp(1.5).mistake().orElseThrow().field())
                .isEqualTo("naming.rollUp.threshold");
        assertThat(rollUp(0.5).mistake()).isEmpty();
    }

    @Test
    void readsAPublishedGeofence() {
        var fence =
                Geofence.parse(
                        "{\"a;b;c;d;e\": {\"allow\": {\"KEN\": []}, \"block\": {\"USA\": [\"NY\"]}}}");

        assertThat(fence.rules().get("a;b;c;d;e").block().get("USA")).containsExactly("NY");
        assertThatThrownBy(() -> Geofence.parse("{\"a\":\n [1]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Test
    void refusesAPlaceThatIsNone() {
        assertThatThrownBy(() -> new Place(Optional.of("Kenya"), Optional.empty()))
                .hasMessageContaining("KEN");
        assertThatThrownBy(() -> new Place(Optional.empty(), Optional.of("CA")))
                .hasMessageContaining("country");
    }

    private static Namer namer(Taxonomy taxonomy, NamingOptions options, List<String> only) {
        return new Namer(taxonomy, Geofence.NONE, Place.UNKNOWN, only, options, 5);
    }

    private static NamingOptions rollUp(double threshold) {
        return new NamingOptions(
                Optional.empty(),
                Optional.of(new NamingOptions.RollUpOptions(threshold, null)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static NamingOptions none() {
        return NamingOptions.NONE;
    }

    private static float[] scores(float... scores) {
        return scores;
    }

    private static float[] softmax(double... raw) {
        var sum = 0.0;
        for (var one : raw) {
            sum += Math.exp(one);
        }
        var shares = new float[raw.length];
        for (var i = 0; i < raw.length; i++) {
            shares[i] = (float) (Math.exp(raw[i]) / sum);
        }
        return shares;
    }

    private static Map<String, String> row(
            String order, String family, String genus, String species, String common) {
        return Map.of(
                "class", "mammalia",
                "order", order,
                "family", family,
                "genus", genus,
                "species", species,
                "common", common);
    }
}

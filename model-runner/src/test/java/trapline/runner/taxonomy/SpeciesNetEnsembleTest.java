package trapline.runner.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.runner.taxonomy.Geofence.Rule;

/** Each branch of the published rules, at and around its thresholds. */
class SpeciesNetEnsembleTest {
    private static final List<String> LINES =
            List.of(
                    "1;;;;;;blank",
                    "2;mammalia;primates;hominidae;homo;sapiens;human",
                    "3;;;;;;vehicle",
                    "4;mammalia;carnivora;felidae;panthera;leo;lion",
                    "5;mammalia;carnivora;felidae;panthera;pardus;leopard",
                    "6;mammalia;carnivora;felidae;puma;concolor;puma",
                    "7;mammalia;carnivora;ursidae;ursus;arctos;brown bear",
                    "8;aves;;;;;bird");
    private static final List<String> MORE =
            List.of(
                    "9;;;;;;animal",
                    "10;mammalia;carnivora;felidae;panthera;;panthera species",
                    "11;mammalia;carnivora;felidae;;;cat family",
                    "12;mammalia;carnivora;;;;carnivorous mammal",
                    "13;mammalia;;;;;mammal");
    private static final Geofence FENCE =
            new Geofence(
                    Map.of(
                            "mammalia;carnivora;felidae;panthera;leo",
                            new Rule(Map.of("KEN", Set.of(), "USA", Set.of("CA")), Map.of()),
                            "mammalia;carnivora;felidae;panthera;pardus",
                            new Rule(Map.of("KEN", Set.of()), Map.of()),
                            "mammalia;carnivora;felidae;panthera;",
                            new Rule(Map.of("KEN", Set.of()), Map.of()),
                            "mammalia;carnivora;felidae;;",
                            new Rule(Map.of(), Map.of("AUS", Set.of(), "USA", Set.of("HI"))),
                            "mammalia;carnivora;ursidae;ursus;arctos",
                            new Rule(
                                    Map.of("FRA", Set.of(), "USA", Set.of()),
                                    Map.of("USA", Set.of("FL")))));

    @ParameterizedTest(name = "{0} {1}, {2}: {3}")
    @CsvSource({
        // Persons: the detector alone above 0.7; below, the classifier must agree.
        "person, 0.71, lion 0.9, human 0.71 detector",
        "person, 0.7, human 0.51, human 0.51 classifier",
        "person, 0.3, vehicle 0.6, human 0.6 classifier",
        "person, 0.3, human 0.5, no cv result 0.5 classifier",
        "person, 0.2, human 0.9, Mammalia (mammal) 0.9 classifier+rollup_to_class",
        "person, 0.3, lion 0.85, Panthera leo (lion) 0.85 classifier",
        // Vehicles: a human in them comes first.
        "vehicle, 0.9, human 0.51, human 0.51 classifier",
        "vehicle, 0.71, lion 0.9, vehicle 0.71 detector",
        "vehicle, 0.3, vehicle 0.41, vehicle 0.41 classifier",
        "vehicle, 0.3, vehicle 0.4, no cv result 0.4 classifier",
        "vehicle, 0.2, vehicle 0.9, no cv result 0.9 classifier",
        // Blanks: both must say so, or the classifier be very sure.
        "animal, 0.19, blank 0.51, blank 0.51 classifier",
        "animal, 0.3, blank 0.995, blank 0.995 classifier",
        "animal, 0.3, blank 0.99, no cv result 0.99 classifier",
        "animal, 0.6, blank 0.6, animal 0.6 detector",
        // Animals by name.
        "animal, 0.1, lion 0.81, Panthera leo (lion) 0.81 classifier",
        "animal, 0.21, lion 0.66, Panthera leo (lion) 0.66 classifier",
        "animal, 0.2, lion 0.66, Panthera (panthera species) 0.66 classifier+rollup_to_genus",
        // Animals by what unsure labels have in common.
        "animal, 0.3, lion 0.4 leopard 0.3, Panthera (panthera species) 0.7 classifier+rollup_to_genus",
        "animal, 0.3, lion 0.4 puma 0.3, Felidae (cat family) 0.7 classifier+rollup_to_family",
        "animal, 0.3, lion 0.4 brown bear 0.3, Carnivora (carnivorous mammal) 0.7 classifier+rollup_to_order",
        "animal, 0.3, lion 0.4 human 0.3, Mammalia (mammal) 0.7 classifier+rollup_to_class",
        "animal, 0.3, lion 0.4 bird 0.3, animal 0.7 classifier+rollup_to_kingdom",
        // Nothing adds up.
        "animal, 0.51, lion 0.3 blank 0.29, animal 0.51 detector",
        "animal, 0.5, lion 0.3 blank 0.29, no cv result 0.3 classifier",
    })
    void decides(String category, double confidence, String scores, String expected) {
        var named = decide(category, confidence, scores, Place.UNKNOWN);

        assertThat(named).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "lion 0.9, KEN, Panthera leo (lion) 0.9 classifier",
        "lion 0.9, USA-CA, Panthera leo (lion) 0.9 classifier",
        "lion 0.9, USA, Panthera leo (lion) 0.9 classifier",
        "lion 0.9, USA-NY, Felidae (cat family) 0.9 classifier+geofence+rollup_to_family",
        "lion 0.9, USA-HI, Carnivora (carnivorous mammal) 0.9 classifier+geofence+rollup_to_order",
        "lion 0.9, AUS, Carnivora (carnivorous mammal) 0.9 classifier+geofence+rollup_to_order",
        "brown bear 0.9, FRA, Ursus arctos (brown bear) 0.9 classifier",
        "brown bear 0.9, USA-AK, Ursus arctos (brown bear) 0.9 classifier",
        "brown bear 0.9, USA-FL, Carnivora (carnivorous mammal) 0.9 classifier+geofence+rollup_to_order",
        "puma 0.9, GBR, Puma concolor (puma) 0.9 classifier",
        "lion 0.4 leopard 0.3, FRA, Felidae (cat family) 0.7 classifier+rollup_to_family",
    })
    void namesNothingWhereItDoesNotOccur(String scores, String place, String expected) {
        var parts = place.split("-");
        var where =
                new Place(
                        Optional.of(parts[0]),
                        parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());

        assertThat(decide("animal", 0.6, scores, where)).isEqualTo(expected);
    }

    private static String decide(String category, double confidence, String text, Place place) {
        var taxonomy = Taxonomy.of(Taxa.lines(LINES), Taxa.lines(MORE), false);
        var fencing = new Fencing(taxonomy, FENCE, place);
        var named =
                new SpeciesNetEnsemble(fencing)
                        .decide(new Seen(category, confidence), scores(taxonomy, text));
        assertThat(named.score()).isCloseTo(round(named.score()), within(1e-6));
        return "%s %s %s".formatted(named.label(), round(named.score()), named.source());
    }

    private static double round(double score) {
        return Math.round(score * 1000) / 1000.0;
    }

    /** {@code lion 0.4 brown bear 0.3}. */
    private static List<Scored> scores(Taxonomy taxonomy, String text) {
        var scores = new ArrayList<Scored>();
        for (var part : text.split("(?<=\\d) ")) {
            var at = part.lastIndexOf(' ');
            var label =
                    Stream.concat(taxonomy.labels().stream(), taxonomy.byKey().values().stream())
                            .filter(taxon -> taxon.common().equals(part.substring(0, at)))
                            .findFirst()
                            .orElseThrow();
            scores.add(new Scored(label, Double.parseDouble(part.substring(at + 1))));
        }
        return scores;
    }
}

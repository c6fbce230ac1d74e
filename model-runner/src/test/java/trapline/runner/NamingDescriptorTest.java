package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.runner.taxonomy.NamingOptions;
import trapline.runner.taxonomy.Rank;

/** The field naming of a descriptor. */
class NamingDescriptorTest {

    @Test
    void readsHowScoresBecomeAName() {
        var naming =
                read("{rollUp: {threshold: 0.7, ranks: [genus, family]}, only: [fox],"
                                + " burst: mean-logits}")
                        .naming()
                        .orElseThrow();

        assertThat(naming.rollUp().orElseThrow().threshold()).isEqualTo(0.7);
        assertThat(naming.rollUp().orElseThrow().ranks()).containsExactly(Rank.GENUS, Rank.FAMILY);
        assertThat(naming.only()).containsExactly("fox");
        assertThat(naming.burst()).contains(NamingOptions.Burst.MEAN_LOGITS);
        assertThat(read("{ensemble: speciesnet, geofence: fence.json}").naming()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{rollUp: {threshold: 7}} | naming.rollUp.threshold says 7.0: give a number",
                "{rollUp: {ranks: []}} | naming.rollUp.ranks",
                "{rollUp: {ranks: [tribe]}} | naming.rollUp.ranks",
                "{ensemble: speciesnet, rollUp: {}} | naming.rollUp says something: leave it out",
                "{geofence: ../fence.json} | naming.geofence says ../fence.json",
                "{ensemble: specisnet} | speciesnet",
                "{rolup: {}} | Did you mean rollUp"
            })
    void saysWhichPartIsWrong(String naming, String words) {
        assertThatThrownBy(() -> read(naming))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(words);
    }

    private static ModelDescriptor read(String naming) {
        return DescriptorReader.read(
                "model.yaml",
                """
                name: names
                version: "1"
                task: classify
                file: names.onnx
                licence: MIT
                engine: onnxruntime
                input: {size: 224}
                labels: labels.txt
                naming: %s
                """
                        .formatted(naming));
    }
}

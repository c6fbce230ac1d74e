package trapline.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.runner.taxonomy.NamingOptions;

/**
 * What must hold of the fields of a {@code model.yaml} beyond their kinds, part by part. Each
 * refusal is a {@link ModelUnavailable} that names the field, its value and what to do.
 */
final class DescriptorRules {
    private static final int COARSEST_YOLOX_STRIDE = 32;

    private final Rules rules;

    DescriptorRules(String model) {
        this.rules = new Rules(model);
    }

    void name(String name, String version, String licence) {
        rules.require(
                name.matches("[a-z0-9][a-z0-9.-]{0,63}"),
                "name",
                name,
                "use a-z, 0-9, '.' and '-', 64 characters at most");
        rules.require(!version.isBlank(), "version", version, "give the version of the weights");
        rules.require(!licence.isBlank(), "licence", licence, "give the licence of the weights");
    }

    void weights(String file, Optional<String> address, Origin origin, Optional<String> sha256) {
        rules.plainFile("file", file);
        address.ifPresent(from -> Origin.address(rules, "address", from));
        origin.check(rules);
        sha256.ifPresent(
                hash ->
                        rules.require(
                                hash.matches("[0-9a-f]{64}"),
                                "sha256",
                                hash,
                                "give 64 digits of 0-9 and a-f, or leave it out"));
    }

    void input(ModelDescriptor.Input input) {
        rules.within("input.size", input.size(), 8, 4096);
        stride(input);
        input.batch().ifPresent(most -> rules.within("input.batch", most, 1, 64));
        input.padding().ifPresent(grey -> rules.within("input.padding", grey, 0, 255));
        input.scale()
                .ifPresent(
                        factor ->
                                rules.require(
                                        Double.isFinite(factor) && factor != 0,
                                        "input.scale",
                                        factor,
                                        "give a number other than 0, such as 0.00392157 or 1"));
        input.mean().ifPresent(numbers -> rules.three("input.mean", numbers));
        input.deviation().ifPresent(this::deviation);
    }

    private void stride(ModelDescriptor.Input input) {
        input.stride()
                .ifPresent(
                        every -> {
                            rules.within("input.stride", every, 1, 256);
                            rules.require(
                                    input.size() % every == 0,
                                    "input.stride",
                                    every,
                                    "give a number that divides input.size");
                        });
        rules.require(
                input.stride().isEmpty()
                        || input.placementOrDefault() != ModelDescriptor.Placement.STRETCHED,
                "input.stride",
                input.stride(),
                "a picture that is stretched fills the square, so leave it out");
    }

    private void deviation(List<Double> numbers) {
        rules.three("input.deviation", numbers);
        rules.require(
                numbers.stream().allMatch(number -> number > 0),
                "input.deviation",
                numbers,
                "give three numbers above 0");
    }

    void crop(CropPolicy crop) {
        crop.check(rules);
    }

    void naming(ModelDescriptor.Task task, Optional<NamingOptions> naming) {
        naming.flatMap(NamingOptions::mistake)
                .ifPresent(
                        mistake ->
                                rules.require(
                                        false, mistake.field(), mistake.value(), mistake.advice()));
        rules.require(
                task == ModelDescriptor.Task.CLASSIFY || naming.isEmpty(),
                "naming",
                "something",
                "leave it out: only a classifier names");
    }

    void numbers(double minConfidence, double typicalConfidence, double suppressionOverlap) {
        rules.within("minConfidence", minConfidence, 0, 1);
        rules.within("typicalConfidence", typicalConfidence, 0, 1);
        rules.require(
                suppressionOverlap > 0 && suppressionOverlap <= 1,
                "suppressionOverlap",
                suppressionOverlap,
                "give a number above 0, at most 1");
    }

    void detector(
            Optional<ModelDescriptor.Layout> layout,
            ModelDescriptor.Input input,
            Map<Integer, String> categories,
            Optional<String> classes) {
        rules.present(layout, "layout", "say one of v5, v8, e2e, rtdetr, yolox-raw");
        rules.require(
                layout.get() != ModelDescriptor.Layout.YOLOX_RAW
                        || input.size() % COARSEST_YOLOX_STRIDE == 0,
                "input.size",
                input.size(),
                "the layout yolox-raw needs a multiple of " + COARSEST_YOLOX_STRIDE);
        rules.categories(categories);
        classes.ifPresent(names -> rules.plainFile("classes", names));
    }

    void classifier(Optional<String> labels, int top, ModelDescriptor.Input input) {
        rules.present(labels, "labels", "give the name of the label file beside the descriptor");
        rules.plainFile("labels", labels.get());
        rules.within("top", top, 1, 100);
        rules.require(
                input.stride().isEmpty(), "input.stride", input.stride(), "only for detectors");
    }
}

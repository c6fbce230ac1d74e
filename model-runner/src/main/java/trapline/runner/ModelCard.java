package trapline.runner;

import java.util.Optional;

/**
 * What is known of a model that runs, here or elsewhere.
 *
 * @param name what results are marked with, together with the version
 * @param engine {@code OnnxRuntime} or {@code PyTorch}
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param workers how many pictures, or boxes, it takes at once
 * @param threads of each worker on the processor
 * @param classes how many classes it tells apart; for a detector, how many have a category
 * @param demo true for a small model that only shows how things work
 */
public record ModelCard(
        String name,
        String version,
        ModelDescriptor.Task task,
        String engine,
        String device,
        int workers,
        int threads,
        String licence,
        int classes,
        boolean demo,
        Optional<String> note) {

    static ModelCard of(ModelDescriptor descriptor, Network network, int classes) {
        return new ModelCard(
                descriptor.name(),
                descriptor.version(),
                descriptor.task(),
                descriptor.engine().djlName(),
                network.device(),
                network.execution().workers(),
                network.execution().threads(),
                descriptor.licence(),
                classes,
                descriptor.demo(),
                descriptor.note());
    }
}

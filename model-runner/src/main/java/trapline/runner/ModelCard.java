package trapline.runner;

import java.util.Optional;

/**
 * What is known of a model that runs, here or elsewhere.
 *
 * @param name what results are marked with, together with the version
 * @param engine {@code OnnxRuntime} or {@code PyTorch}
 * @param device {@code cpu}, or {@code gpu0} and so on
 * @param classes how many classes it tells apart; for a detector, how many have a category
 * @param demo true for a small model that only shows how things work
 */
public record ModelCard(
        String name,
        String version,
        ModelDescriptor.Task task,
        String engine,
        String device,
        String licence,
        int classes,
        boolean demo,
        Optional<String> note) {

    static ModelCard of(ModelDescriptor descriptor, String device, int classes) {
        return new ModelCard(
                descriptor.name(),
                descriptor.version(),
                descriptor.task(),
                descriptor.engine().djlName(),
                device,
                descriptor.licence(),
                classes,
                descriptor.demo(),
                descriptor.note());
    }
}

package trapline.runner.taxonomy;

import java.util.List;
import trapline.runner.CropClassifier;
import trapline.runner.Execution;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;

/** A loaded classifier, and the rules by which its scores become names. */
public final class NamingModel implements AutoCloseable {
    private final CropClassifier classifier;
    private final Naming naming;

    private NamingModel(CropClassifier classifier, Naming naming) {
        this.classifier = classifier;
        this.naming = naming;
    }

    /**
     * Loads both, and runs the classifier once.
     *
     * @throws trapline.runner.ModelUnavailable if one of them cannot be used; the message names the
     *     field
     */
    public static NamingModel load(ModelFolder.Installed installed, Execution execution) {
        var classifier = new CropClassifier(installed, execution);
        try {
            return new NamingModel(classifier, Naming.open(installed, classifier));
        } catch (RuntimeException e) {
            // Rules that cannot be used must not leave the weights behind in memory.
            classifier.close();
            throw e;
        }
    }

    public ModelDescriptor descriptor() {
        return classifier.descriptor();
    }

    public CropClassifier classifier() {
        return classifier;
    }

    public Naming naming() {
        return naming;
    }

    /**
     * The model with its rules for one place. Cheap enough to be made for every picture.
     *
     * @param only the labels that occur there; none: those that the descriptor names
     */
    public PlacedModel at(Place place, List<String> only) {
        return new PlacedModel(classifier, naming.at(place, only));
    }

    @Override
    public void close() {
        classifier.close();
    }
}

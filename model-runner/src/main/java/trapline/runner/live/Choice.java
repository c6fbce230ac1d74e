package trapline.runner.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelUnavailable;

/**
 * Which models of a folder are used; the content of its {@code in-use.yaml}. A line that is missing
 * leaves the choice to the settings.
 *
 * @param detector name of the detector
 * @param classifier name of the classifier
 */
record Choice(Optional<String> detector, Optional<String> classifier) {
    static final String FILE = "in-use.yaml";

    private static final long LARGEST = 64 * 1024;
    private static final ObjectMapper YAML =
            YAMLMapper.builder().addModule(new Jdk8Module()).build();

    /**
     * @throws ModelUnavailable if the file is wrong; the message names the field
     */
    static Choice of(Path folder) {
        var file = folder.resolve(FILE);
        try {
            if (Files.size(file) > LARGEST) {
                throw new ModelUnavailable("%s is larger than %d bytes.".formatted(file, LARGEST));
            }
            var text = Files.readString(file);
            return text.isBlank() ? none() : YAML.readValue(text, Choice.class);
        } catch (NoSuchFileException e) {
            return none();
        } catch (UnrecognizedPropertyException e) {
            throw new ModelUnavailable(
                    "%s: the field %s is not known here. There are detector and classifier."
                            .formatted(file, e.getPropertyName()),
                    e);
        } catch (JsonProcessingException e) {
            throw new ModelUnavailable("%s: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new ModelUnavailable("%s cannot be read.".formatted(file), e);
        }
    }

    Optional<String> of(ModelDescriptor.Task task) {
        return task == ModelDescriptor.Task.DETECT ? detector : classifier;
    }

    private static Choice none() {
        return new Choice(Optional.empty(), Optional.empty());
    }
}

package trapline.runner.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/**
 * What tells one state of a model's folder from another: the descriptor, and size and time of the
 * files it names. Reading the files themselves every few seconds would cost too much.
 */
record ModelPrint(ModelDescriptor descriptor, Path folder, List<FilePrint> files) {

    record FilePrint(String name, long size, FileTime changed) {}

    static ModelPrint of(ModelFolder.Installed installed) {
        var descriptor = installed.descriptor();
        var files = new ArrayList<FilePrint>();
        print(installed, descriptor.file()).ifPresent(files::add);
        descriptor.labels().flatMap(file -> print(installed, file)).ifPresent(files::add);
        descriptor.classes().flatMap(file -> print(installed, file)).ifPresent(files::add);
        return new ModelPrint(descriptor, installed.folder(), List.copyOf(files));
    }

    /** Empty for a list that is built in, and for a file that is missing, which loading says. */
    private static Optional<FilePrint> print(ModelFolder.Installed installed, String name) {
        var file = installed.folder().resolve(name);
        try {
            return Optional.of(
                    new FilePrint(name, Files.size(file), Files.getLastModifiedTime(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ModelUnavailable(
                    "Model %s: the file %s cannot be read."
                            .formatted(installed.descriptor().name(), name),
                    e);
        }
    }
}

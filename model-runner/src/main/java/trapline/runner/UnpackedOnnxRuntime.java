package trapline.runner;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder among the system's temporary files into which ONNX Runtime unpacks itself. It asks
 * Java to delete folder and files at the end of the process, and Java begins with the folder, which
 * is not empty yet: so an empty folder stays behind each time. Here the files go first.
 */
final class UnpackedOnnxRuntime {
    private static final Logger log = LoggerFactory.getLogger(UnpackedOnnxRuntime.class);

    private UnpackedOnnxRuntime() {}

    /**
     * Deletes it when the process ends, however often this is called. ONNX Runtime must be loaded.
     *
     * @return false if it stays, because nobody knows where it is
     */
    static boolean deleteAtTheEnd() {
        return AtTheEnd.ARRANGED;
    }

    /** Of a process there is one ONNX Runtime. */
    private static final class AtTheEnd {
        private static final boolean ARRANGED = arrange();

        private static boolean arrange() {
            var folder = folder();
            folder.map(found -> new Thread(() -> delete(found), "onnxruntime-files"))
                    .ifPresent(Runtime.getRuntime()::addShutdownHook);
            return folder.isPresent();
        }
    }

    /** ONNX Runtime tells nobody where it is; empty: it is not unpacked, or keeps it elsewhere. */
    private static Optional<Path> folder() {
        try {
            Field folder =
                    Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            folder.setAccessible(true);
            return Optional.ofNullable((Path) folder.get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            log.debug("Where ONNX Runtime was unpacked is not known; its folder may stay", e);
            return Optional.empty();
        }
    }

    /** What is loaded stays loaded on Linux and macOS; elsewhere Java's own attempt follows. */
    private static void delete(Path folder) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            log.debug("The folder {} was not deleted", folder, e);
        }
    }
}

package trapline.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trapline.runner.ModelDescriptor;

/**
 * The files of one model: which there are, and how they get into its folder whole or not at all.
 */
final class ModelFiles {
    static final String DESCRIPTOR = "model.yaml";

    private static final Pattern HASH_LINE = Pattern.compile("(?m)^sha256:.*\\R");
    private static final Pattern FILE_LINE = Pattern.compile("(?m)^file:.*\\R");
    private static final Pattern OWN =
            Pattern.compile(
                    "(?i).+\\.(onnx|onnx\\.data|pt|pth|ckpt|txt|names|csv|part|part\\.version|new)");

    private ModelFiles() {}

    /** Lists that a descriptor names beside the weights. */
    static List<String> lists(ModelDescriptor descriptor) {
        var lists = new ArrayList<String>();
        descriptor.labels().ifPresent(lists::add);
        descriptor.classes().ifPresent(lists::add);
        return lists;
    }

    /** What models consist of, and what fetching leaves behind. */
    static boolean belongs(String file) {
        return OWN.matcher(file).matches();
    }

    /** The descriptor with this hash in it: from now on the file must be this one. */
    static String withHash(String yaml, String hash) {
        var without = HASH_LINE.matcher(yaml.endsWith("\n") ? yaml : yaml + "\n").replaceAll("");
        var file = FILE_LINE.matcher(without);
        var line = "sha256: " + hash + "\n";
        return file.find()
                ? file.replaceFirst(Matcher.quoteReplacement(file.group() + line))
                : without + line;
    }

    /**
     * @throws IOException if there is too little room for it, too
     */
    static void copy(Path from, Path to) throws IOException {
        var room = Files.getFileStore(to.getParent()).getUsableSpace();
        if (room < Files.size(from)) {
            throw new IOException(
                    "There is too little room in %s: %d MB are free, %d MB are needed."
                            .formatted(to.getParent(), room >> 20, (Files.size(from) >> 20) + 1));
        }
        var temporary = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
        Durable.move(temporary, to);
    }

    static void write(Path to, byte[] content) throws IOException {
        var temporary = to.resolveSibling(to.getFileName() + ".new");
        Files.write(temporary, content);
        Durable.move(temporary, to);
    }
}

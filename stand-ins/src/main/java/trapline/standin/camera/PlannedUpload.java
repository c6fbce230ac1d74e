package trapline.standin.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One picture a camera will send.
 *
 * @param file where its content is
 * @param remoteName what it is called at the server
 * @param comment what makes it differ from the file
 * @param cutAt after this share of its bytes a first upload breaks off, 0 to 1
 * @param resentAs it is sent a second time under this name
 */
record PlannedUpload(
        Path file,
        String remoteName,
        Optional<String> comment,
        OptionalDouble cutAt,
        Optional<String> resentAs) {
    private static final long LARGEST = 64L << 20;

    /**
     * @throws IOException if the file cannot be read, is too large, or is no JPEG though it must
     *     get a comment
     */
    byte[] content() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("the file is larger than %d bytes".formatted(LARGEST));
        }
        var content = Files.readAllBytes(file);
        if (comment.isEmpty()) {
            return content;
        }
        if (!JpegSegments.isJpeg(content)) {
            throw new IOException("the file is no JPEG, so it cannot be made to differ");
        }
        return JpegSegments.withComment(content, comment.get());
    }
}

package trapline.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Where the bytes lie: originals, thumbnails, previews. Blobs never change once written, so a key
 * may be read by many at once.
 */
public interface BlobStore {

    /**
     * Keeps a copy of a file under its SHA-256. When this returns, the bytes survive a power cut.
     *
     * @throws IOException if the disk is full or broken; trying again later may succeed
     */
    StoredBlob put(Path file) throws IOException;

    /**
     * Keeps bytes that were made from another blob, under a key derived from it. Writing the same
     * key again replaces it.
     *
     * @param name what it is, such as {@code thumbnail.jpg}
     */
    String putDerived(String blobKey, String name, byte[] bytes) throws IOException;

    /**
     * @throws java.nio.file.NoSuchFileException if no blob has this key
     */
    InputStream open(String blobKey) throws IOException;

    /**
     * A file that holds the blob's bytes, to be read only.
     *
     * @throws java.nio.file.NoSuchFileException if no blob has this key
     */
    Path file(String blobKey) throws IOException;

    /**
     * Deletes a blob with everything that was derived from it. Where there is none, all is well.
     *
     * @throws IOException if the disk is broken; trying again later may succeed
     */
    void delete(String blobKey) throws IOException;
}

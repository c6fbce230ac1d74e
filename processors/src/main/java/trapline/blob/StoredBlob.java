package trapline.blob;

/**
 * A blob that is safely stored.
 *
 * @param blobKey what to open it with
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record StoredBlob(String blobKey, String sha256, long sizeBytes) {}

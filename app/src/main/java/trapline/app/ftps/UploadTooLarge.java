package trapline.app.ftps;

import java.io.IOException;

/** A file has more bytes than the server takes. Sending it again will not help. */
final class UploadTooLarge extends IOException {

    UploadTooLarge(long limit) {
        super("the file is larger than %d bytes".formatted(limit));
    }
}

package trapline.routes.delivery;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A request body of {@code multipart/form-data} (RFC 7578); files are not copied. */
final class FormData {
    private static final String LINE = "\r\n";

    private final String boundary;
    private final List<byte[]> pieces = new ArrayList<>();

    FormData() {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        boundary = "trapline-" + HexFormat.of().formatHex(random);
    }

    FormData text(String name, String value) {
        add(
                "--%s%sContent-Disposition: form-data; name=\"%s\"%s%s"
                        .formatted(boundary, LINE, name, LINE, LINE));
        add(value + LINE);
        return this;
    }

    FormData file(String name, String fileName, String type, byte[] content) {
        add(
                "--%s%sContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"%sContent-Type: %s%s%s"
                        .formatted(boundary, LINE, name, fileName, LINE, type, LINE, LINE));
        pieces.add(content);
        add(LINE);
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    HttpRequest.BodyPublisher publisher() {
        var all = new ArrayList<>(pieces);
        all.add(("--" + boundary + "--" + LINE).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.BodyPublishers.ofByteArrays(all);
    }

    private void add(String text) {
        pieces.add(text.getBytes(StandardCharsets.UTF_8));
    }
}

package trapline.api.upload;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import trapline.api.problem.InvalidInput;
import trapline.capture.FileName;

/**
 * What a sender says of a file: {@code card}, {@code path}, and where it likes {@code sha256} and
 * {@code modified} (milliseconds since 1970). Each is a word and its value in Base64.
 *
 * @param path made safe
 * @see <a href="https://tus.io/protocols/resumable-upload#upload-metadata">tus: Upload-Metadata</a>
 */
record UploadMetadata(
        UUID cardId, String path, Optional<String> sha256, Optional<Instant> modifiedAt) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST = 4_000;

    static UploadMetadata parse(String header) {
        var words = words(header);
        var card = words.get("card");
        var path = words.get("path");
        if (card == null || path == null || path.isBlank()) {
            throw wrong("must name card and path");
        }
        return new UploadMetadata(
                id(card),
                FileName.safe(path),
                Optional.ofNullable(words.get("sha256")).map(UploadMetadata::hash),
                Optional.ofNullable(words.get("modified")).map(UploadMetadata::instant));
    }

    private static Map<String, String> words(String header) {
        if (header == null || header.length() > LONGEST) {
            throw wrong("is missing or too long");
        }
        var words = new HashMap<String, String>();
        for (var pair : header.split(",")) {
            var parts = pair.strip().split(" ", 2);
            try {
                words.put(
                        parts[0],
                        parts.length < 2
                                ? ""
                                : new String(
                                        Base64.getDecoder().decode(parts[1].strip()),
                                        StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw wrong("must be words, each with its value in Base64");
            }
        }
        return words;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw wrong("names a card that is no id");
        }
    }

    private static String hash(String text) {
        if (!SHA256.matcher(text).matches()) {
            throw wrong("has a sha256 that is not 64 lower-case hexadecimal digits");
        }
        return text;
    }

    private static Instant instant(String text) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw wrong("has a 'modified' that is not milliseconds since 1970");
        }
    }

    private static InvalidInput wrong(String message) {
        return new InvalidInput("Upload-Metadata", message);
    }
}

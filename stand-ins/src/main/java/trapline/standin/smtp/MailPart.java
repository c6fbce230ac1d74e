package trapline.standin.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One part of a mail (RFC 2045, 2046): its headers, and either a body or parts of its own. Reads
 * what it can: a mail that breaks the rules comes out as one part of plain text.
 */
public final class MailPart {
    private static final int DEEPEST = 10;
    private static final int MOST_PARTS = 200;
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");

    private final Map<String, String> headers;
    private final String body;
    private final List<MailPart> parts;

    private MailPart(String content, int depth) {
        var end = content.startsWith("\r\n") ? 0 : content.indexOf("\r\n\r\n");
        var head = end < 0 ? content : content.substring(0, end);
        var start = end == 0 ? 2 : end + 4;
        headers = headers(head);
        body = end < 0 ? "" : content.substring(start);
        parts = depth < DEEPEST ? split(depth) : List.of();
    }

    /** Takes a mail apart; its lines end with CR LF, each character is one byte. */
    static MailPart of(String content) {
        return new MailPart(content, 0);
    }

    /** The first header of this name, unfolded, encoded words (RFC 2047) in plain letters. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                .map(EncodedWords::decode);
    }

    /** Such as {@code text/html}, in lower case. */
    public String type() {
        var type = headers.getOrDefault("content-type", "text/plain");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The Content-ID without its brackets; empty when it has none. */
    public Optional<String> contentId() {
        return header("Content-ID").map(id -> id.strip().replaceAll("^<|>$", ""));
    }

    /** The parts of which it consists; none when it has a body of its own. */
    public List<MailPart> parts() {
        return parts;
    }

    /** This part and all below it, in the order of the mail. */
    public Stream<MailPart> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(MailPart::all));
    }

    /** The first part of this type, here or below. */
    public Optional<MailPart> first(String type) {
        return all().filter(part -> part.parts.isEmpty() && part.type().equals(type)).findFirst();
    }

    /** The body, decoded. */
    public byte[] bytes() {
        var encoding = headers.getOrDefault("content-transfer-encoding", "").strip();
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "base64" -> base64();
            case "quoted-printable" -> quotedPrintable(body);
            default -> body.getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    /** The body as text, in the charset it names. */
    public String text() {
        var name = parameter("content-type", "charset").orElse("UTF-8");
        return new String(bytes(), charset(name));
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            // A charset that nobody knows: every byte is shown as some letter.
            return StandardCharsets.ISO_8859_1;
        }
    }

    static byte[] quotedPrintable(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter != '=') {
                bytes.write(letter);
            } else if (text.startsWith("\r\n", i + 1)) {
                i += 2;
            } else if (i + 2 < text.length() && hex(text, i + 1) >= 0) {
                bytes.write(hex(text, i + 1));
                i += 2;
            } else {
                bytes.write('=');
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int at) {
        var high = Character.digit(text.charAt(at), 16);
        var low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private byte[] base64() {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private Optional<String> parameter(String header, String name) {
        var found = PARAMETER.matcher(headers.getOrDefault(header, ""));
        while (found.find()) {
            if (found.group(1).equalsIgnoreCase(name)) {
                return Optional.of(found.group(2) != null ? found.group(2) : found.group(3));
            }
        }
        return Optional.empty();
    }

    private List<MailPart> split(int depth) {
        var boundary = parameter("content-type", "boundary");
        if (!type().startsWith("multipart/") || boundary.isEmpty()) {
            return List.of();
        }
        var mark = "\r\n--" + boundary.get();
        var whole = "\r\n" + body;
        var found = new ArrayList<MailPart>();
        var at = whole.indexOf(mark);
        while (at >= 0 && found.size() < MOST_PARTS) {
            var start = whole.indexOf("\r\n", at + mark.length());
            var next = whole.indexOf(mark, at + mark.length());
            if (whole.startsWith("--", at + mark.length()) || start < 0) {
                break;
            }
            // The CR LF before a boundary belongs to the boundary; a part may be empty.
            var end = next < 0 ? whole.length() : next;
            found.add(
                    new MailPart(
                            start + 2 <= end ? whole.substring(start + 2, end) : "", depth + 1));
            at = next;
        }
        return List.copyOf(found);
    }

    private static Map<String, String> headers(String head) {
        var found = new LinkedHashMap<String, String>();
        for (var line : head.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                found.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return found;
    }
}

package trapline.standin.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes {@code multipart/form-data} apart, byte for byte (RFC 7578). */
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private final List<Part> parts;

    private Multipart(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** One field; with a file name it is a file. */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and never compared
    public record Part(String name, Optional<String> fileName, String headers, byte[] content) {
        public Part {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        /** The content read as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** Empty if the request is none. */
    public static Optional<Multipart> of(StandInRequest request) {
        return request.header("Content-Type")
                .filter(type -> type.startsWith("multipart/form-data"))
                .map(BOUNDARY::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> parse(request.body(), matcher.group(1)));
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    public List<Part> parts() {
        return parts;
    }

    /** One character a byte, so that positions are the same. */
    private static Multipart parse(byte[] body, String boundary) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var delimiter = "--" + boundary;
        var parts = new ArrayList<Part>();
        var at = text.indexOf(delimiter);
        while (at >= 0) {
            var start = at + delimiter.length();
            var next = text.indexOf("\r\n" + delimiter, start);
            if (text.startsWith("--", start) || next < 0) {
                break;
            }
            var blank = text.indexOf("\r\n\r\n", start);
            if (blank >= 0 && blank < next) {
                part(text.substring(start, blank), text.substring(blank + 4, next))
                        .ifPresent(parts::add);
            }
            at = next + 2;
        }
        return new Multipart(parts);
    }

    private static Optional<Part> part(String headers, String content) {
        var utf8 =
                new String(headers.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        var name = NAME.matcher(utf8);
        if (!name.find()) {
            return Optional.empty();
        }
        var file = FILE.matcher(utf8);
        return Optional.of(
                new Part(
                        name.group(1),
                        file.find() ? Optional.of(file.group(1)) : Optional.empty(),
                        utf8.strip(),
                        content.getBytes(StandardCharsets.ISO_8859_1)));
    }
}

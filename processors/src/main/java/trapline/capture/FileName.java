package trapline.capture;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a camera calls its file, made safe to show and to match. It is never used to open or store
 * anything.
 */
public final class FileName {
    private static final int LONGEST = 400;
    private static final Pattern RENAMED =
            Pattern.compile("(?i)(.*\\.(jpe?g|png|mp4|avi|mov|webm|txt|dav))\\.\\d{1,4}");
    private static final Set<String> IGNORED = Set.of("thumbs.db", ".ds_store", "desktop.ini");
    private static final List<String> TEST_FILES = List.of("test.txt", "dvrworkdirectory");

    private FileName() {}

    /**
     * Forward slashes, no leading ones, no {@code .} and {@code ..}, no control characters, Unicode
     * NFC, at most 400 characters (the end is kept), without the {@code .1} that a server adds to a
     * name that was taken.
     */
    public static String safe(String raw) {
        var cleaned =
                Normalizer.normalize(raw.replace('\\', '/'), Normalizer.Form.NFC)
                        .codePoints()
                        .map(c -> Character.isISOControl(c) || isInvisible(c) ? '_' : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        var path =
                Arrays.stream(cleaned.split("/"))
                        .filter(part -> !part.isBlank() && !part.equals(".") && !part.equals(".."))
                        .collect(Collectors.joining("/"));
        var renamed = RENAMED.matcher(path);
        var name = renamed.matches() ? renamed.group(1) : path;
        if (name.isEmpty()) {
            return "unnamed";
        }
        return name.length() > LONGEST ? ending(name) : name;
    }

    private static String ending(String name) {
        var from = name.length() - LONGEST;
        var halved = Character.isLowSurrogate(name.charAt(from));
        return name.substring(halved ? from + 1 : from);
    }

    /** Files that cameras and computers leave behind and that are no pictures of anything. */
    public static boolean isIgnored(String safe) {
        var file = safe.substring(safe.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return IGNORED.contains(file) || TEST_FILES.contains(file);
    }

    private static boolean isInvisible(int c) {
        var type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}

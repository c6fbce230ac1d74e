package trapline.routes.folder;

import java.util.Locale;

/** Names that servers and cameras give to files they are still writing. */
public final class UnfinishedNames {

    private UnfinishedNames() {}

    /**
     * @param name without its folder
     */
    public static boolean includes(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".")
                || lower.endsWith("_")
                || lower.endsWith(".tmp")
                || lower.endsWith(".part")
                || lower.endsWith(".filepart");
    }
}

package trapline.standin.telegram;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.regex.Pattern;

/** What Telegram accepts as text in the parse mode HTML. */
final class HtmlCheck {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z-]*)([^<>]*)>");
    private static final Pattern ENTITY =
            Pattern.compile("&(lt|gt|amp|quot|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");
    private static final Set<String> KNOWN =
            Set.of(
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "ins",
                    "s",
                    "strike",
                    "del",
                    "code",
                    "pre",
                    "a",
                    "tg-spoiler",
                    "blockquote",
                    "span");

    private HtmlCheck() {}

    /**
     * @return the length in UTF-16 units that readers see
     * @throws Refusal if a tag is unknown, not closed, or a sign is not escaped
     */
    static int length(String html) {
        var open = new ArrayDeque<String>();
        var tags = TAG.matcher(html);
        while (tags.find()) {
            var name = tags.group(2);
            if (!KNOWN.contains(name)) {
                throw Refusal.bad(
                        "can't parse entities: Unsupported start tag \"%s\" at byte offset %d"
                                .formatted(name, tags.start()));
            }
            if (tags.group(1).isEmpty()) {
                open.push(name);
            } else if (open.isEmpty() || !open.pop().equals(name)) {
                throw Refusal.bad(
                        "can't parse entities: Unmatched end tag at byte offset " + tags.start());
            }
        }
        if (!open.isEmpty()) {
            throw Refusal.bad(
                    "can't parse entities: Can't find end tag corresponding to start tag "
                            + open.peek());
        }
        var bare = TAG.matcher(html).replaceAll("");
        if (bare.indexOf('<') >= 0) {
            throw Refusal.bad(
                    "can't parse entities: Unsupported start tag at byte offset "
                            + html.indexOf('<'));
        }
        return ENTITY.matcher(bare).replaceAll("x").length();
    }
}

package trapline.app.admin;

import java.util.List;
import java.util.regex.Pattern;

/** A line of the log without what a reader in a browser should not see. */
final class Masked {
    private static final String HIDDEN = "***";

    /** Each with a first group that stays. */
    private static final List<Pattern> SECRETS =
            List.of(
                    Pattern.compile(
                            "(?i)((?:pass|secret|token|credential|api-?key|access-?key|authorization)[\\w-]*[\"']?\\s*[=:]\\s*[\"']?)(?:(?:bearer|basic)\\s+)?[^\\s&,;}\\]\"']+"),
                    Pattern.compile("(//)[^/@\\s:]+(?::[^/@\\s]*)?@"),
                    Pattern.compile("(tlk_)[\\w-]+"),
                    Pattern.compile("(/bot)\\d+:[\\w-]+"),
                    Pattern.compile("()\\b\\d{6,}:[\\w-]{20,}"),
                    Pattern.compile(
                            "(\\b[A-Za-z0-9])[A-Za-z0-9._%+-]*(?=@[A-Za-z0-9.-]+\\.[A-Za-z]{2,})"),
                    Pattern.compile("(\\+\\d{2})\\d{5,}"));

    private Masked() {}

    static String line(String text) {
        var masked = text;
        for (var secret : SECRETS) {
            masked = secret.matcher(masked).replaceAll("$1" + HIDDEN);
        }
        return masked;
    }
}

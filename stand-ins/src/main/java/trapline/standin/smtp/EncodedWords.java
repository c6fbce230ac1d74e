package trapline.standin.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers with letters outside ASCII, such as {@code =?UTF-8?B?w6Q=?=} (RFC 2047). */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN = Pattern.compile("\\?=\\s+=\\?");

    private EncodedWords() {}

    static String decode(String header) {
        // The white space between two encoded words does not count.
        var joined = BETWEEN.matcher(header).replaceAll("?==?");
        return WORD.matcher(joined).replaceAll(word -> Matcher.quoteReplacement(word(word)));
    }

    private static String word(MatchResult word) {
        var charset = MailPart.charset(word.group(1).split("\\*", 2)[0]);
        try {
            var bytes =
                    word.group(2).equalsIgnoreCase("B")
                            ? Base64.getDecoder()
                                    .decode(word.group(3).getBytes(StandardCharsets.US_ASCII))
                            : MailPart.quotedPrintable(word.group(3).replace('_', ' '));
            return new String(bytes, charset);
        } catch (IllegalArgumentException e) {
            return word.group();
        }
    }
}

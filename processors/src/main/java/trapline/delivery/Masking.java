package trapline.delivery;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Makes what another party said fit to be stored and shown: without the channel's secrets, without
 * people's addresses, on one line, and not too long.
 */
public class Masking {
    private static final int LONGEST = 500;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),:;@]{1,64}@");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\s]+");

    /** The text with everything taken out that only the channel and the recipient may know. */
    public String mask(String text, Channel channel) {
        var masked = text;
        var longestFirst =
                channel.secrets().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        for (var secret : longestFirst) {
            masked = masked.replace(secret, "***");
        }
        masked = UNSEEN.matcher(masked).replaceAll(" ").strip();
        masked = ADDRESS.matcher(masked).replaceAll("***@");
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) : masked;
    }
}

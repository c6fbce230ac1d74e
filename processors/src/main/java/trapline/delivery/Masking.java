package trapline.delivery;

import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes what another party said fit to be stored and shown: without the channel's secrets, without
 * people's addresses, on one line, and not too long.
 */
public class Masking {
    private static final int LONGEST = 500;
    private static final int LONGEST_READ = 20_000;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),:;@]{1,64}@");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][\\d ()-]{6,18}\\d");
    private static final Pattern BOT = Pattern.compile("bot\\d{3,20}:[\\w-]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\s]+");

    /** The text with everything taken out that only the channel and the recipient may know. */
    public String mask(String text, Channel channel) {
        var masked = text.substring(0, Math.min(text.length(), LONGEST_READ));
        var longestFirst =
                channel.secrets().stream()
                        .filter(secret -> !secret.isBlank())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        for (var secret : longestFirst) {
            masked = anyhowBroken(secret).matcher(masked).replaceAll("***");
        }
        masked = UNSEEN.matcher(masked).replaceAll(" ").strip();
        masked = BOT.matcher(masked).replaceAll("bot***");
        masked = ADDRESS.matcher(masked).replaceAll("***@");
        masked = NUMBER.matcher(masked).replaceAll("***");
        return AlertText.cut(masked, LONGEST);
    }

    /** Mail servers fold what they repeat, so a secret may come back with blanks inside. */
    private static Pattern anyhowBroken(String secret) {
        return Pattern.compile(
                secret.codePoints()
                        .filter(c -> !Character.isWhitespace(c))
                        .mapToObj(c -> Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining("\\s*")));
    }
}

package trapline.routes.delivery;

import java.util.regex.Pattern;

/**
 * A message on Telegram, as a delivery keeps it: {@code CHAT/MESSAGE}, with {@code /photo} behind
 * it when its text is a caption.
 */
record TelegramReceipt(String chat, long messageId, boolean hasPicture) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,19})/(\\d{1,18})(/photo)?");

    static TelegramReceipt parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no receipt of Telegram's");
        }
        return new TelegramReceipt(
                matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3) != null);
    }

    @Override
    public String toString() {
        return "%s/%d%s".formatted(chat, messageId, hasPicture ? "/photo" : "");
    }
}

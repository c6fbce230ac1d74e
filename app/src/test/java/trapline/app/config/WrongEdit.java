package trapline.app.config;

import java.util.List;

/**
 * A file with one mistake.
 *
 * @param mistake what was done wrong
 * @param line where it is said to be
 * @param words that the message has, about what is wrong and how to put it right
 */
record WrongEdit(String mistake, String file, String text, int line, List<String> words) {

    static WrongEdit whole(String mistake, String file, String text, int line, String... words) {
        return new WrongEdit(mistake, file, text, line, List.of(words));
    }

    /** In a file that is right, something is replaced. */
    static WrongEdit in(
            String mistake, String file, String before, String after, int line, String... words) {
        var text =
                switch (file) {
                    case "sources.yaml" -> GoodConfig.SOURCES;
                    case "channels.yaml" -> GoodConfig.CHANNELS;
                    case "rules.yaml" -> GoodConfig.RULES;
                    case "camera-profiles/north.yaml" -> GoodConfig.PROFILE;
                    case "report-dialects/north.yaml" -> GoodConfig.DIALECT;
                    default -> GoodConfig.ROUTE;
                };
        if (!text.contains(before)) {
            throw new IllegalArgumentException(before + " is not in " + file);
        }
        return whole(mistake, file, text.replace(before, after), line, words);
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(file, mistake);
    }
}

package trapline.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of Camel's Simple language in which admins write conditions: facts by name, numbers,
 * texts in quotes, and operators that compare them. What can reach a bean, a class, a file or the
 * environment is let through in no spelling, because only what is listed here is.
 */
public final class FreeText {
    /** What a condition may name, as {@code ${variable.NAME}}. */
    public static final Set<String> FACTS =
            Set.of(
                    "label",
                    "count",
                    "confidence",
                    "camera",
                    "device",
                    "site",
                    "place",
                    "tags",
                    "hour",
                    "minute",
                    "month",
                    "day",
                    "weekday",
                    "animals",
                    "persons",
                    "vehicles");

    private static final int LONGEST = 1000;

    /** {@code is} looks up classes, and {@code regex} may run for ever. */
    private static final List<String> OPERATORS =
            List.of(
                    "==",
                    "=~",
                    "!=~",
                    "!=",
                    ">=",
                    "<=",
                    ">",
                    "<",
                    "&&",
                    "||",
                    "!contains",
                    "!~~",
                    "~~",
                    "contains",
                    "!in",
                    "in",
                    "!range",
                    "range",
                    "!startsWith",
                    "startsWith",
                    "!endsWith",
                    "endsWith");

    private static final Pattern TEXT =
            Pattern.compile("'[^'$\\\\{}@\\p{Cntrl}]*'|\"[^\"$\\\\{}@\\p{Cntrl}]*\"");
    private static final Pattern FACT = Pattern.compile("\\$\\{variable\\.([A-Za-z]+)}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern WORD = Pattern.compile("\\S+");

    private FreeText() {}

    /**
     * @return what is wrong with it, as a sentence; empty: it may be evaluated
     */
    public static Optional<String> check(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Optional.of("A condition has 1 to %d characters.".formatted(LONGEST));
        }
        var rest = text.strip();
        var wantsValue = true;
        while (!rest.isEmpty()) {
            var length = wantsValue ? value(rest) : operator(rest);
            if (length == 0) {
                return Optional.of(complaint(rest, wantsValue));
            }
            rest = rest.substring(length).strip();
            wantsValue = !wantsValue;
        }
        return wantsValue ? Optional.of("The condition ends in the middle.") : Optional.empty();
    }

    private static int value(String rest) {
        var fact = FACT.matcher(rest);
        if (fact.lookingAt()) {
            return FACTS.contains(fact.group(1)) ? fact.end() : 0;
        }
        for (var kind : List.of(TEXT, NUMBER)) {
            var found = kind.matcher(rest);
            if (found.lookingAt()) {
                return found.end();
            }
        }
        return 0;
    }

    /** Simple wants a blank on both sides of an operator. */
    private static int operator(String rest) {
        var word = WORD.matcher(rest);
        return word.lookingAt() && OPERATORS.contains(word.group()) ? word.end() : 0;
    }

    private static String complaint(String rest, boolean wantsValue) {
        var word = WORD.matcher(rest);
        var shown = word.lookingAt() ? word.group() : rest;
        var cut = shown.length() > 60 ? shown.substring(0, 59) + "…" : shown;
        return wantsValue
                ? "'%s' is neither a fact, a number, nor a text in quotes.".formatted(cut)
                : "'%s' is no operator that may be used here.".formatted(cut);
    }
}

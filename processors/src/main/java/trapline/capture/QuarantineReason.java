package trapline.capture;

import java.util.Locale;

/** Why a file could not be used. The names are stable: people filter by them. */
public enum QuarantineReason {
    EMPTY("The file has no bytes. The camera's connection broke, or a disk was full."),
    TOO_LARGE("The file is larger than this installation takes."),
    TOO_MANY_PIXELS("The picture or clip says that it is larger than this installation decodes."),
    UNSUPPORTED_TYPE("The content is no picture, clip or status report that is known."),
    BROKEN_STRUCTURE("The file begins like a picture or a clip, but nothing of it can be decoded."),
    MISSING_IDENTITY("Nothing says which camera sent it."),
    MISSING_TIME("The camera's profile requires a time, and there is none."),
    MISSING_POSITION("The camera's profile requires a position, and there is no valid one."),
    UNREADABLE_REPORT("It looks like a status report, but says nothing that is understood.");

    private final String meaning;

    QuarantineReason(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** As stored and shown, such as {@code too-large}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package trapline.standin.camera;

/**
 * How far a simulation is.
 *
 * @param done pictures the server took, and those given up
 * @param total pictures to send
 * @param resent pictures sent a second time
 * @param cut uploads that were broken off on purpose
 * @param errors attempts that failed and were not meant to
 */
public record SimulationProgress(int done, int total, int resent, int cut, int errors) {

    /** The mishaps so far; empty: none. */
    public String mishaps() {
        var words = new StringBuilder();
        append(words, resent, "sent twice");
        append(words, cut, "cut off");
        append(words, errors, "failed attempts");
        return words.toString();
    }

    private static void append(StringBuilder words, int count, String what) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }
}

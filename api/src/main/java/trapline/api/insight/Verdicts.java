package trapline.api.insight;

import java.util.List;
import java.util.UUID;

/**
 * Verified captures: what models said of them, and people.
 *
 * @param all in no order
 */
record Verdicts(List<Verdict> all) {
    private static final int BYTES_OF_ONE = 140;
    private static final String BLANK = "blank";

    /**
     * @param at when it was taken, in microseconds since 1970
     * @param machine what the newest run was surest of: a label, then a category, if it has them
     * @param human what people said first
     */
    record Verdict(UUID cameraId, long at, List<Guess> machine, String human) {

        Verdict {
            machine = List.copyOf(machine);
        }

        /**
         * @param sure from which confidence on a model counts, 0 to 1
         * @return {@code blank}: it is so sure of nothing
         */
        String machine(double sure) {
            return machine.stream()
                    .filter(guess -> guess.confidence() >= sure)
                    .map(Guess::name)
                    .findFirst()
                    .orElse(BLANK);
        }
    }

    /**
     * What a model said.
     *
     * @param confidence 0 to 1
     */
    record Guess(String name, double confidence) {}

    Verdicts {
        all = List.copyOf(all);
    }

    /** About how much memory it takes. */
    int bytes() {
        return all.size() * BYTES_OF_ONE;
    }
}

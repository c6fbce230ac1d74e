package trapline.runner.taxonomy;

/**
 * What a detector says of the thing that is named.
 *
 * @param category animal, person or vehicle
 * @param confidence 0 to 1
 */
public record Seen(String category, double confidence) {
    /** The category of animals. */
    public static final String ANIMAL = "animal";

    /** Nothing was detected: SpeciesNet takes it for an animal that nobody saw. */
    public static final Seen NOTHING = new Seen(ANIMAL, 0);
}

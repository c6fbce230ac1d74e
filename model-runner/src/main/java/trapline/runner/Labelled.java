package trapline.runner;

/**
 * One label a classifier gave.
 *
 * @param confidence 0 to 1
 */
public record Labelled(String label, double confidence) {}

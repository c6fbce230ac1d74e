package trapline.runner;

/** A box in fractions of the upright picture, origin top left. */
public record Box(double x, double y, double width, double height) {}

package trapline.runner;

/**
 * One thing found on a picture.
 *
 * @param category animal, person or vehicle (MegaDetector's words), or motion
 * @param sourceLabel the model's own class name
 * @param confidence 0 to 1
 */
public record Detected(String category, String sourceLabel, double confidence, Box box) {}

package trapline.event;

/** One fact with its name, as people read it. */
public record Fact(String name, String value) {}

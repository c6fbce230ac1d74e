package trapline.project;

import java.util.UUID;

/** A tenant: cameras, rules, people and their data. */
public record Project(UUID projectId, String name) {

    /** The name of the project that exists from the first start. */
    public static final String DEFAULT = "default";
}

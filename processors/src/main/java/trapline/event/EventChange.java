package trapline.event;

import java.util.Optional;

/**
 * What a person changes about an event. An empty field stays as it is; the empty Optional inside
 * takes the value away.
 *
 * @param note at most 4000 characters
 * @param assignedTo who looks after it, as people name each other, at most 200 characters
 */
public record EventChange(
        Optional<Optional<String>> note,
        Optional<Severity> severity,
        Optional<Optional<String>> assignedTo) {
    public static final int LONGEST_NOTE = 4000;
    public static final int LONGEST_NAME = 200;

    public EventChange {
        if (note.flatMap(text -> text).map(String::length).orElse(0) > LONGEST_NOTE) {
            throw new IllegalArgumentException("the note is longer than " + LONGEST_NOTE);
        }
        if (assignedTo.flatMap(name -> name).map(String::length).orElse(0) > LONGEST_NAME) {
            throw new IllegalArgumentException("the name is longer than " + LONGEST_NAME);
        }
    }
}

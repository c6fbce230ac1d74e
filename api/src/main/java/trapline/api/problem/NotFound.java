package trapline.api.problem;

/**
 * Nothing here has this id, as far as this caller may know: what belongs to somebody else's project
 * is answered exactly like what does not exist.
 */
public class NotFound extends RuntimeException {

    /**
     * @param what the kind of thing, such as {@code capture}
     */
    public NotFound(String what, Object id) {
        super("There is no %s %s.".formatted(what, id));
    }
}

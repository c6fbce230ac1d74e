package trapline.app;

/** Something about this installation keeps the server from starting, and a person must mend it. */
public final class CannotStart extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String why;
    private final String whatToDo;

    /**
     * @param why as a sentence
     * @param whatToDo as a sentence
     */
    public CannotStart(String why, String whatToDo) {
        this(why, whatToDo, null);
    }

    /**
     * @param why as a sentence
     * @param whatToDo as a sentence
     * @param cause for who debugs it; the person is not shown it
     */
    public CannotStart(String why, String whatToDo, Throwable cause) {
        super(why + " " + whatToDo, cause);
        this.why = why;
        this.whatToDo = whatToDo;
    }

    String why() {
        return why;
    }

    String whatToDo() {
        return whatToDo;
    }
}

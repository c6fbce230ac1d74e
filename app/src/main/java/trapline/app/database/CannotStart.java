package trapline.app.database;

/** Something about this installation keeps the server from starting, and a person must mend it. */
public final class CannotStart extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String why;
    private final String whatToDo;

    /**
     * @param why as a sentence
     * @param whatToDo as a sentence
     */
    CannotStart(String why, String whatToDo) {
        super(why + " " + whatToDo);
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

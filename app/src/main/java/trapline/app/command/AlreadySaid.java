package trapline.app.command;

/** The server could not start, and has said why. */
class AlreadySaid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadySaid(Throwable cause) {
        super(cause);
    }
}

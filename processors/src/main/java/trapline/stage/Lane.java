package trapline.stage;

/** How urgent a message is. Live is always served before backlog. */
public enum Lane {
    LIVE(0),
    BACKLOG(1);

    private final int number;

    Lane(int number) {
        this.number = number;
    }

    /** As stored: 0 live, 1 backlog. */
    public int number() {
        return number;
    }

    static Lane of(int number) {
        return number == LIVE.number ? LIVE : BACKLOG;
    }
}

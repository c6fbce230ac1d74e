package trapline.standin.mqtt;

/** One way in which a broker fails one who connects. */
public enum ConnectFault {
    BAD_LOGIN(0x86),
    NOT_AUTHORIZED(0x87),
    BUSY(0x89),
    UNAVAILABLE(0x88),
    OLD(0x84),
    /** Says nothing. */
    SILENT(0),
    /** Hangs up. */
    DROPS(0);

    private final int code;

    ConnectFault(int code) {
        this.code = code;
    }

    /** The reason code of its answer; 0: it has none. */
    int code() {
        return code;
    }
}

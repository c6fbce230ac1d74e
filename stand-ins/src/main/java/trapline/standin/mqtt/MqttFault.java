package trapline.standin.mqtt;

/** One way in which a broker fails one message. */
public enum MqttFault {
    /** Answers that the user may not write there. */
    DENIES(0x87),
    /** Answers that it is too much. */
    QUOTA(0x97),
    /** Answers that something went wrong. */
    ERROR(0x80),
    /** Hangs up and says that the message was too large. */
    TOO_LARGE(0),
    /** Takes nothing and says nothing. */
    SILENT_BEFORE(0),
    /** Takes it and says nothing. */
    SILENT_AFTER(0),
    /** Takes nothing and hangs up. */
    DROPS_BEFORE(0),
    /** Takes it and hangs up. */
    DROPS_AFTER(0),
    /** Takes it, and says so after a while. */
    SLOW(0);

    private final int code;

    MqttFault(int code) {
        this.code = code;
    }

    /** The reason code of its answer; 0: it has none. */
    int code() {
        return code;
    }
}

package trapline.standin.smtp;

/** One way in which a mail server fails a client, during one connection. */
public enum SmtpFault {
    /** Hangs up before the greeting. */
    HANGS_UP,
    /** Never greets, until the client gives up or the server is closed. */
    SILENT,
    /** Takes a fifth of a second for each answer, and then does its work. */
    SLOW,
    /** Greets with 421 and hangs up. */
    BUSY_421,
    /** Greets, says 421 to EHLO and hangs up. */
    HELLO_DEFERRED_421,
    /** Says 535 to every login. */
    LOGIN_REFUSED_535,
    /** Says 454 to every login. */
    LOGIN_UNAVAILABLE_454,
    /** Says 451 to every sender. */
    SENDER_DEFERRED_451,
    /** Says 550 to every sender. */
    SENDER_REFUSED_550,
    /** Greylists: says 451 to every recipient. */
    GREYLISTED_451,
    /** Says 452 to every recipient: the mailbox is full. */
    MAILBOX_FULL_452,
    /** Says 550 to every recipient: there is no such mailbox. */
    UNKNOWN_USER_550,
    /** Says 451 to DATA, before the message. */
    DATA_DEFERRED_451,
    /** Takes the message and says 451 to it; it is not kept. */
    MESSAGE_DEFERRED_451,
    /** Says 552 to every message that has a picture in it. */
    TOO_LARGE_552,
    /** Takes the message and says 554 to it: spam. */
    SPAM_554,
    /** Hangs up in the middle of the message; it is not kept. */
    DROPS_BEFORE_COMMIT,
    /** Stops reading in the middle of the message and says nothing more; it is not kept. */
    SILENT_BEFORE_COMMIT,
    /** Keeps the message and hangs up before saying so. */
    DROPS_AFTER_COMMIT,
    /** Keeps the message and never says so, until the client gives up or the server is closed. */
    SILENT_AFTER_COMMIT
}

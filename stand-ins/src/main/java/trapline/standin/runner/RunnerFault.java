package trapline.standin.runner;

/** What a model runner may do instead of answering. */
public enum RunnerFault {
    /** 429, with a Retry-After of one second. */
    BUSY,
    /** 503, because the model failed. */
    MODEL_FAILED,
    /** 503, because no model for the task is installed. */
    NO_MODEL,
    /** 401. */
    WRONG_KEY,
    /** 404: it has no blob of this key. */
    UNKNOWN_BLOB,
    /** 422, with the name {@code broken-picture}. */
    UNREADABLE,
    /** 413 from something before the runner, which names no reason. */
    PROXY_TOO_LARGE,
    /** Announces more bytes than it sends, and hangs up. */
    HALF_ANSWER,
    /** 200, with a box outside the picture. */
    NONSENSE,
    /** 200, with no JSON. */
    NO_JSON,
    /** Says nothing until the stand-in is closed. */
    SILENCE
}

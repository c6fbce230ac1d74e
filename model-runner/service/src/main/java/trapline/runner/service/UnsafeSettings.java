package trapline.runner.service;

/** The service does not start with these settings. The message says what to set. */
class UnsafeSettings extends RuntimeException {
    UnsafeSettings(String reason) {
        super(reason);
    }

    UnsafeSettings(String reason, Throwable cause) {
        super(reason, cause);
    }
}

package trapline.standin.camera;

import java.io.IOException;

/**
 * The server said no. Trying again may help when {@link #isTemporary}; otherwise it does not until
 * somebody has changed something there.
 */
public class UploadRefused extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int NOT_LOGGED_IN = 530;

    private final int code;

    UploadRefused(int code, String words) {
        super("%s (%d)".formatted(words, code));
        this.code = code;
    }

    /** FTP reply code, such as 550. */
    public int code() {
        return code;
    }

    public boolean isTemporary() {
        return code >= 400 && code < 500;
    }

    /** Name or password is wrong, or the account is closed. */
    public boolean isLogin() {
        return code == NOT_LOGGED_IN;
    }
}

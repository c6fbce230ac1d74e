package trapline.routes.ftps;

import java.io.IOException;

/** The file that was fetched is not whole. It is fetched again later. */
public class NotWholeYet extends IOException {

    NotWholeYet(String message) {
        super(message);
    }
}

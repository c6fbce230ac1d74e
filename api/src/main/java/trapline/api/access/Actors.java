package trapline.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;

/** Says in JSON who makes a request that changes something, as the audit trail wants it. */
class Actors {
    private static final int LONGEST = 300;

    private final ObjectMapper json;

    Actors(ObjectMapper json) {
        this.json = json;
    }

    String of(Caller caller, HttpServletRequest request) {
        var actor = json.createObjectNode().put("who", caller.shownAs());
        caller.accountId().ifPresent(id -> actor.put("account", id.toString()));
        caller.keyId().ifPresent(id -> actor.put("key", id.toString()));
        return actor.put("how", how(request)).toString();
    }

    /** Somebody who proves by other means who they are, such as with the link of a mail. */
    String of(String who, HttpServletRequest request) {
        return json.createObjectNode().put("who", who).put("how", how(request)).toString();
    }

    /** Without the query, which may hold what somebody wrote. */
    private static String how(HttpServletRequest request) {
        var how = request.getMethod() + " " + request.getRequestURI();
        return how.length() > LONGEST ? how.substring(0, LONGEST) : how;
    }
}

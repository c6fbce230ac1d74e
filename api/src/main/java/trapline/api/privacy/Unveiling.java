package trapline.api.privacy;

import java.util.Set;
import java.util.UUID;
import trapline.api.access.AuditLog;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.problem.NotFound;

/**
 * Says what is concealed on a capture for somebody. Where a project guards people, an admin of it
 * may ask to see a picture as it is; that is written down each time.
 */
public class Unveiling {
    private final Privacies privacies;
    private final AuditLog audit;

    Unveiling(Privacies privacies, AuditLog audit) {
        this.privacies = privacies;
        this.audit = audit;
    }

    /**
     * What to do with the bytes of a capture.
     *
     * @param concealed categories that are made unrecognisable; empty: none
     * @param hidesClip whether it is a clip that may show people: nothing can be made
     *     unrecognisable on it, so it is not shown at all
     * @param unveiled whether it is shown as it is to somebody who asked for that: nobody may keep
     *     it
     */
    public record Decision(Set<String> concealed, boolean hidesClip, boolean unveiled) {}

    /**
     * Decides for one capture.
     *
     * @param asked whether the caller asks to see it as it is
     * @throws NotFound if the caller may not see the capture at all
     * @throws trapline.api.problem.Forbidden if they ask, and are no admin of the project
     */
    public Decision of(Caller caller, UUID captureId, boolean asked) {
        var capture =
                privacies
                        .ofCapture(captureId)
                        .filter(found -> caller.roles().containsKey(found.projectId()))
                        .orElseThrow(() -> new NotFound("capture", captureId));
        if (!capture.guarded()) {
            return new Decision(Set.of(), false, false);
        }
        if (!asked) {
            return new Decision(ProjectPrivacy.PEOPLE, capture.isClip(), false);
        }
        caller.require(Role.ADMIN, capture.projectId());
        audit.noted(caller, capture.projectId(), "unveil", "capture", captureId.toString());
        return new Decision(Set.of(), false, true);
    }
}

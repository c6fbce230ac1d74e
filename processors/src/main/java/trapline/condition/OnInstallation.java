package trapline.condition;

import java.util.Map;
import trapline.event.EventKind;

/** Judged every minute for the installation as a whole. */
public sealed interface OnInstallation extends Condition
        permits ChannelBroken, StageStalled, DiskFull {

    /**
     * @return a verdict for each thing it is about, by a name that stays the same
     */
    Map<String, Verdict> judge(InstallationFacts facts);

    @Override
    default EventKind kind() {
        return EventKind.SYSTEM;
    }
}

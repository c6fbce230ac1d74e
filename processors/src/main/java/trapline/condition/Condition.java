package trapline.condition;

import trapline.event.EventKind;

/** What a rule waits for. */
public sealed interface Condition permits OnCapture, OnCamera, OnInstallation {

    /** What an event that comes from it is. */
    EventKind kind();
}

package trapline.stage;

import java.util.UUID;

/** What a stage needs to know of the thing it passes on: names and ids, never the bytes. */
public interface StageMessage {

    /** The capture or delivery that the next stage opens. */
    UUID subjectId();

    /** The project it belongs to. */
    UUID projectId();

    /** Messages of one flow take turns with those of other flows; usually the camera's id. */
    String flow();

    /** Live or backlog. */
    Lane lane();

    /** Which part of the stage takes it, such as a channel's id; empty when the stage is whole. */
    default String part() {
        return "";
    }
}

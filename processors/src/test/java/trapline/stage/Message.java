package trapline.stage;

import java.util.UUID;

/** Something for a stage, made by a test. */
record Message(UUID subjectId, UUID projectId, String flow, Lane lane, String part)
        implements StageMessage {
    static final UUID PROJECT = new UUID(0, 1);

    static Message live(String flow) {
        return new Message(UUID.randomUUID(), PROJECT, flow, Lane.LIVE, "");
    }

    static Message backlog(String flow) {
        return new Message(UUID.randomUUID(), PROJECT, flow, Lane.BACKLOG, "");
    }

    Message of(UUID project) {
        return new Message(subjectId, project, flow, lane, part);
    }

    Message to(String otherPart) {
        return new Message(subjectId, projectId, flow, lane, otherPart);
    }
}

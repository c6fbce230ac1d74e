package trapline.api.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import trapline.api.access.Caller;

/**
 * One open connection, and what is still to be written to it. Written to by one thread at a time.
 */
class Listener {
    private static final int MOST_WAITING = 1_000;

    private final Caller caller;
    private final SseEmitter emitter;
    private List<Happening> waiting = new ArrayList<>();
    private boolean beatDue;
    private boolean writing;

    Listener(Caller caller, SseEmitter emitter) {
        this.caller = caller;
        this.emitter = emitter;
    }

    Caller caller() {
        return caller;
    }

    SseEmitter emitter() {
        return emitter;
    }

    /**
     * Lays something ready; nothing: a beat, which shows whether the other end is still there.
     *
     * @return whether somebody must come and write it; else somebody is at it
     * @throws IllegalStateException if the other end reads so slowly that too much waits
     */
    synchronized boolean add(List<Happening> news) {
        if (waiting.size() + news.size() > MOST_WAITING) {
            throw new IllegalStateException("this listener reads too slowly");
        }
        waiting.addAll(news);
        beatDue |= news.isEmpty();
        var first = !writing;
        writing = true;
        return first;
    }

    /** Whether something waits. When nothing does, the writer's work is done. */
    synchronized boolean hasMore() {
        writing = beatDue || !waiting.isEmpty();
        return writing;
    }

    synchronized List<Happening> take() {
        var taken = waiting;
        waiting = new ArrayList<>();
        beatDue = false;
        return taken;
    }

    void beat() throws IOException {
        emitter.send(SseEmitter.event().comment(""));
    }

    void tell(List<Happening> happenings) throws IOException {
        for (var happening : happenings) {
            emitter.send(
                    SseEmitter.event()
                            .id(happening.at().toString())
                            .name(happening.what())
                            .data(happening.json()));
        }
    }
}

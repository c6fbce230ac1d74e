package trapline.api.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import trapline.api.access.Caller;

@Tag(name = "now")
@RestController
class LiveController {
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final LiveStream stream;

    LiveController(LiveStream stream) {
        this.stream = stream;
    }

    @Operation(
            summary = "What happens, as it happens",
            description =
                    "Server-sent events: 'capture' when one is completed, 'alert' when one is"
                            + " raised, with the id and the project. Take it up again with"
                            + " Last-Event-ID, as browsers do. Some may come twice.")
    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> listen(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastHeard) {
        return stream.open(caller, Optional.ofNullable(lastHeard))
                .map(
                        emitter ->
                                ResponseEntity.ok()
                                        .cacheControl(CacheControl.noStore())
                                        // A proxy that gathers before it sends would hold it back.
                                        .header("X-Accel-Buffering", "no")
                                        .body(emitter))
                .orElseGet(
                        () ->
                                ResponseEntity.status(503)
                                        .header(
                                                HttpHeaders.RETRY_AFTER,
                                                Long.toString(COME_BACK.toSeconds()))
                                        .build());
    }
}

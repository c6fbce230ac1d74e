package trapline.api.delivery;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.problem.Forbidden;
import trapline.api.problem.NotFound;
import trapline.delivery.ChannelHook;

/** Where parties send what happened. No login: each proves itself with its own secret. */
@Hidden
@RestController
@RequestMapping("/api/hooks/{channel}")
class HooksController {
    private static final int LARGEST = 256 * 1024;

    private final ChannelHook hook;

    HooksController(ChannelHook hook) {
        this.hook = hook;
    }

    @PostMapping
    ResponseEntity<Void> take(@PathVariable String channel, HttpServletRequest request)
            throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST);
        var status = hook.take(channel, name -> Optional.ofNullable(request.getHeader(name)), body);
        if (status == HttpStatus.NOT_FOUND.value()) {
            throw new NotFound("channel", "of this name that is told anything");
        }
        if (status == HttpStatus.FORBIDDEN.value()) {
            throw new Forbidden("This is not signed by the party behind the channel.");
        }
        return ResponseEntity.status(status).build();
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    String prove(@PathVariable String channel, HttpServletRequest request) {
        return hook.prove(channel, name -> Optional.ofNullable(request.getParameter(name)))
                .orElseThrow(() -> new Forbidden("This is not the word that was agreed."));
    }
}

package trapline.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Makes problem details, and writes them where no controller is at work yet. */
public class Problems {
    private final ObjectMapper json;

    public Problems(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param detail a sentence for the caller: what was wrong, and what to do
     */
    public ProblemDetail of(HttpStatus status, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }

    /** A 400 that names each field that was wrong. */
    public ProblemDetail fields(List<InvalidInput.Field> fields) {
        var problem = of(HttpStatus.BAD_REQUEST, "Some fields cannot be used. See errors.");
        problem.setProperty("errors", fields);
        return problem;
    }

    /** A 401 with the challenge that belongs to it. */
    public void writeUnauthorized(HttpServletResponse response, String detail) throws IOException {
        // Not Basic, though it is accepted: a browser that is asked for it remembers the password
        // and sends it along with other sites' requests.
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Trapline\"");
        write(response, of(HttpStatus.UNAUTHORIZED, detail));
    }

    /** A 401 to somebody whose password was right, and who must send a code besides. */
    public void writeCodeNeeded(HttpServletResponse response, String detail) throws IOException {
        var problem = of(HttpStatus.UNAUTHORIZED, detail);
        problem.setProperty("secondFactor", true);
        write(response, problem);
    }

    /** A 429 that says when to come back. */
    public void writeTooMany(HttpServletResponse response, String detail, Duration wait)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, seconds(wait));
        write(response, of(HttpStatus.TOO_MANY_REQUESTS, detail));
    }

    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getOutputStream(), problem);
    }

    /** Whole seconds, at least one, as Retry-After wants them. */
    public static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}

package trapline.runner.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import trapline.runner.ModelUnavailable;

/** Says what went wrong as problem details (RFC 9457), with a reason that programs can act on. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final ObjectMapper json;
    private final MeterRegistry meters;

    Problems(ObjectMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        count(refused);
        var answer = ResponseEntity.status(refused.reason().status());
        refused.retryAfter()
                .ifPresent(
                        wait ->
                                answer.header(
                                        HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(refused));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> modelFailed(ModelUnavailable failed) {
        log.error("A picture could not be looked at: {}", failed.getMessage());
        return refused(new Refused(Refused.Reason.MODEL_FAILED, failed.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException wrong) {
        return refused(
                new Refused(
                        Refused.Reason.BAD_REQUEST,
                        "The parameter %s cannot be used.".formatted(wrong.getName())));
    }

    /** Spring's own handler knows this one too, and would not name a reason. */
    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e,
            HttpHeaders headers,
            org.springframework.http.HttpStatusCode status,
            org.springframework.web.context.request.WebRequest request) {
        return bodyOf(new Refused(Refused.Reason.TOO_LARGE, "The picture is too large."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> multipart(MultipartException e) {
        return refused(
                new Refused(
                        Refused.Reason.BAD_REQUEST, "The multipart body cannot be taken apart."));
    }

    /** The caller went away or fell silent while sending; hardly anybody reads this answer. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenOff(IOException e) {
        log.debug("A request was broken off", e);
        return refused(
                e instanceof SocketTimeoutException
                        ? new Refused(Refused.Reason.TOO_SLOW, "Nothing came any more.")
                        : new Refused(Refused.Reason.BAD_REQUEST, "The request was broken off."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
        log.error("A request to {} failed", request.getRequestURI(), e);
        return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        ProblemDetail.forStatusAndDetail(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "Something went wrong inside. The service's log says what."));
    }

    /** The same for what is refused before a controller sees it. */
    void write(HttpServletResponse response, Refused refused) throws IOException {
        count(refused);
        response.setStatus(refused.reason().status().value());
        if (refused.reason() == Refused.Reason.WRONG_KEY) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        refused.retryAfter()
                .ifPresent(
                        wait ->
                                response.setHeader(
                                        HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getOutputStream(), problem(refused));
    }

    private ResponseEntity<Object> bodyOf(Refused refused) {
        var answer = refused(refused);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }

    private void count(Refused refused) {
        meters.counter("trapline.runner.rejected", "reason", refused.reason().id()).increment();
    }

    private static ProblemDetail problem(Refused refused) {
        var problem =
                ProblemDetail.forStatusAndDetail(refused.reason().status(), refused.getMessage());
        problem.setProperty("reason", refused.reason().id());
        return problem;
    }
}

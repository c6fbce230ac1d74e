package trapline.api.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.lang.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every exception that leaves a controller into problem details. */
@RestControllerAdvice
public class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration DATABASE_BACK = Duration.ofSeconds(5);

    private final Problems problems;

    public ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound e) {
        return problems.of(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail forbidden(Forbidden e) {
        return problems.of(HttpStatus.FORBIDDEN, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail denied(AccessDeniedException e) {
        return problems.of(HttpStatus.FORBIDDEN, "You may not do this.");
    }

    @ExceptionHandler
    ProblemDetail conflict(Conflict e) {
        return problems.of(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidInput e) {
        return problems.fields(e.fields());
    }

    @ExceptionHandler
    void notLoggedIn(AuthenticationException e, HttpServletResponse response) throws IOException {
        if (e instanceof TooManyAttempts many) {
            problems.writeTooMany(response, many.getMessage(), many.retryAfter());
        } else if (e instanceof CodeNeeded) {
            problems.writeCodeNeeded(response, e.getMessage());
        } else {
            problems.writeUnauthorized(response, "E-mail address, password or code is wrong.");
        }
    }

    /** A wrong id in the path names nothing, so there is nothing. */
    @ExceptionHandler
    ProblemDetail mismatch(MethodArgumentTypeMismatchException e) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return problems.of(HttpStatus.NOT_FOUND, "There is nothing with this id.");
        }
        return problems.fields(
                List.of(
                        new InvalidInput.Field(
                                e.getName(), FieldMessages.wanted(e.getRequiredType()))));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception e, HttpServletRequest request) {
        log.warn("{} was not answered: {}", request.getRequestURI(), e.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Problems.seconds(DATABASE_BACK))
                .body(
                        problems.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "The database does not answer. Try again in a few seconds."));
    }

    /** Who goes on to the next picture hangs up on the one before: nobody waits for an answer. */
    @ExceptionHandler
    @Nullable
    ProblemDetail unexpected(Exception e, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("{} {} was not waited for", request.getMethod(), request.getRequestURI());
            return null;
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong inside. The server's log says what.");
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields =
                Stream.concat(
                                e.getFieldErrors().stream().map(FieldMessages::of),
                                e.getGlobalErrors().stream()
                                        .map(
                                                error ->
                                                        new InvalidInput.Field(
                                                                "",
                                                                String.valueOf(
                                                                        error
                                                                                .getDefaultMessage()))))
                        .toList();
        return answer(problems.fields(fields), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields = new ArrayList<InvalidInput.Field>();
        for (var result : e.getParameterValidationResults()) {
            for (var error : result.getResolvableErrors()) {
                fields.add(
                        error instanceof FieldError field
                                ? FieldMessages.of(field)
                                : new InvalidInput.Field(
                                        String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                        String.valueOf(error.getDefaultMessage())));
            }
        }
        return answer(problems.fields(fields), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                problems.fields(
                        List.of(new InvalidInput.Field(e.getParameterName(), "is missing"))),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return answer(
                        problems.of(HttpStatus.PAYLOAD_TOO_LARGE, tooLarge.getMessage()), headers);
            }
            if (cause instanceof JsonMappingException mapping) {
                var field = FieldMessages.of(mapping);
                if (field.isPresent()) {
                    return answer(problems.fields(List.of(field.get())), headers);
                }
            }
        }
        return answer(
                problems.of(
                        HttpStatus.BAD_REQUEST, "The body is missing, or is not the JSON wanted."),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                problems.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "This address does not take " + e.getMethod() + ". See Allow."),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Send Content-Type: %s."
                                .formatted(
                                        e.getSupportedMediaTypes().isEmpty()
                                                ? "application/json"
                                                : e.getSupportedMediaTypes().get(0))),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(problems.of(HttpStatus.NOT_FOUND, "There is nothing here."), headers);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }
}

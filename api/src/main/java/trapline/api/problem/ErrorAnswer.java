package trapline.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed outside the controllers: in a filter, or in the server itself. */
@Hidden
@RestController
public class ErrorAnswer implements ErrorController {
    private final Problems problems;

    public ErrorAnswer(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
        var status = status(request);
        var detail =
                status.is5xxServerError()
                        ? "Something went wrong inside. The server's log says what."
                        : "The request cannot be answered as it is.";
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(status, detail));
    }

    private static HttpStatus status(HttpServletRequest request) {
        for (var failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
                failure != null;
                failure = failure.getCause()) {
            if (failure instanceof DataAccessException) {
                return HttpStatus.SERVICE_UNAVAILABLE;
            }
        }
        var code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code == null ? HttpStatus.NOT_FOUND : HttpStatus.resolve(code);
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}

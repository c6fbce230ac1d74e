package trapline.runner.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses pictures before a byte of them is read: when all places are taken, or it is too large.
 */
class AdmissionFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final long largest;
    private final Problems problems;

    /**
     * @param largest body in bytes
     */
    AdmissionFilter(Admission admission, long largest, Problems problems) {
        this.admission = admission;
        this.largest = largest;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForm(request)) {
            problems.write(
                    response,
                    new Refused(
                            Refused.Reason.UNSUPPORTED_BODY,
                            "Send the picture with Content-Type: image/jpeg or"
                                    + " application/octet-stream, as multipart/form-data with a part"
                                    + " 'picture', or a blob key as application/json."));
            return;
        }
        if (request.getContentLengthLong() > largest) {
            problems.write(
                    response,
                    new Refused(
                            Refused.Reason.TOO_LARGE,
                            "A picture may have at most %d bytes.".formatted(largest)));
            return;
        }
        var place = admission.enter();
        if (place.isEmpty()) {
            problems.write(
                    response,
                    new Refused(
                            Refused.Reason.BUSY,
                            "All workers are at work and the queue is full. Come back a little"
                                    + " later.",
                            Optional.of(admission.comeBackAfter())));
            return;
        }
        try (var taken = place.get()) {
            chain.doFilter(request, response);
        }
    }

    /** What curl says when it is not told; its body would be read as the fields of a form. */
    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT)
                        .startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }
}

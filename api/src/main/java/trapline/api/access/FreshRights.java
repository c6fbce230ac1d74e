package trapline.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces what a session remembers by what the database says now. A session whose account was
 * disabled, or whose password was changed, ends here.
 */
class FreshRights extends OncePerRequestFilter {
    private static final Set<String> READ = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Callers callers;
    private final OnBehalf onBehalf;
    private final Actors actors;

    FreshRights(Callers callers, OnBehalf onBehalf, Actors actors) {
        this.callers = callers;
        this.onBehalf = onBehalf;
        this.actors = actors;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var remembered = SecurityContextHolder.getContext().getAuthentication();
        if (remembered != null && remembered.getPrincipal() instanceof SignedIn signedIn) {
            var context = SecurityContextHolder.createEmptyContext();
            var caller = callers.of(signedIn);
            if (caller.isPresent()) {
                context.setAuthentication(new CallerToken(caller.get()));
            } else {
                var session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            }
            SecurityContextHolder.setContext(context);
        }
        var now = SecurityContextHolder.getContext().getAuthentication();
        if (now != null && now.getPrincipal() instanceof Caller caller) {
            serve(caller, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void serve(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        try {
            OnBehalf.Work<Boolean, Exception> work =
                    () -> {
                        chain.doFilter(request, response);
                        return true;
                    };
            if (READ.contains(request.getMethod())) {
                onBehalf.read(caller, work);
            } else {
                onBehalf.change(caller, actors.of(caller, request), work);
            }
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}

package trapline.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Always writes the CSRF cookie. Spring Security would write it when a page first asks for it, but
 * the Hawtio console sends its first POST right after the login.
 */
class CsrfCookie extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                && KeyFilter.bearer(request).isEmpty()) {
            token.getToken();
        }
        chain.doFilter(request, response);
    }
}

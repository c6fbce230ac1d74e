package trapline.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Sends a person to the login page, which is told where they wanted to go. */
class ToLoginAndBack extends LoginUrlAuthenticationEntryPoint {

    ToLoginAndBack(String loginPage) {
        super(loginPage);
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception) {
        var wanted = request.getRequestURI();
        if (request.getQueryString() != null) {
            wanted += "?" + request.getQueryString();
        }
        return getLoginFormUrl() + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }
}

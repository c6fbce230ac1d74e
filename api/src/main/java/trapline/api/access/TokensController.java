package trapline.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for programs that a person logs in, such as an app on a phone. */
@Tag(name = "access")
@RestController
@RequestMapping("/api/token")
class TokensController {
    private final AuthenticationManager passwords;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Accounts accounts;

    TokensController(
            AuthenticationManager passwords,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Accounts accounts) {
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.accounts = accounts;
    }

    record Login(
            @NotBlank @Size(max = 300) String email,
            @NotBlank @Size(max = 300) String password,
            @Size(max = 40) String code) {}

    record Refresh(@NotBlank @Size(max = 200) String refreshToken) {}

    /**
     * Two tokens.
     *
     * @param accessToken for {@code Authorization: Bearer}
     * @param expiresInSeconds how long that one counts
     * @param refreshToken for the next pair; it counts once
     */
    record Tokens(String accessToken, long expiresInSeconds, String refreshToken) {}

    @Operation(
            summary = "Get tokens for a program",
            description = "With e-mail and password, and the code of the authenticator app if any.")
    @SecurityRequirements
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Tokens> login(@Valid @RequestBody Login login, HttpServletRequest request) {
        var asked =
                UsernamePasswordAuthenticationToken.unauthenticated(
                        login.email(), login.password());
        asked.setDetails(LoginDetails.entering(request, Optional.ofNullable(login.code())));
        var who = (SignedIn) passwords.authenticate(asked).getPrincipal();
        return answer(who, refreshTokens.begin(who));
    }

    @Operation(
            summary = "Get the next tokens",
            description =
                    "The refresh token counts once. If it comes a second time, it was copied: then"
                            + " it and all that followed it end, and you log in again.")
    @SecurityRequirements
    @PostMapping(path = "/refresh", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Tokens> refresh(@Valid @RequestBody Refresh asked) {
        var next =
                refreshTokens
                        .next(asked.refreshToken(), accounts)
                        .orElseThrow(
                                () ->
                                        new BadCredentialsException(
                                                "This refresh token does not count (any more)."));
        return answer(next.who(), next.token());
    }

    @Operation(summary = "Give tokens back", description = "The refresh token and its family end.")
    @SecurityRequirements
    @PostMapping(path = "/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@Valid @RequestBody Refresh asked) {
        refreshTokens.end(asked.refreshToken());
    }

    private ResponseEntity<Tokens> answer(SignedIn who, String refreshToken) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new Tokens(
                                accessTokens.make(who),
                                AccessTokens.VALID.toSeconds(),
                                refreshToken));
    }
}

package trapline.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;

@Tag(name = "access")
@RestController
@RequestMapping("/api/me/totp")
class SecondFactorController {
    private final SecondFactors factors;
    private final AuthenticationManager passwords;

    SecondFactorController(SecondFactors factors, AuthenticationManager passwords) {
        this.factors = factors;
        this.passwords = passwords;
    }

    record Password(@NotBlank @Size(max = 300) String password) {}

    record Code(@NotBlank @Size(max = 40) String code) {}

    /**
     * What the authenticator app must know.
     *
     * @param uri the same, for a QR code
     */
    record Secret(String secret, String uri) {}

    /** Each lets you in once, when the phone is gone. */
    record Recovery(List<String> recoveryCodes) {}

    @Operation(
            summary = "Begin to use an authenticator app",
            description = "It counts once you have confirmed a code of it.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Secret begin(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody Password proof,
            HttpServletRequest request) {
        var person = caller.person();
        check(caller, proof, request);
        var secret =
                factors.begin(person)
                        .orElseThrow(
                                () ->
                                        new Conflict(
                                                "You use an authenticator app already. End that first."));
        var name = URLEncoder.encode(caller.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return new Secret(
                secret,
                "otpauth://totp/Trapline:%s?secret=%s&issuer=Trapline".formatted(name, secret));
    }

    @Operation(
            summary = "Confirm the authenticator app",
            description =
                    "From now on every login wants a code, and HTTP Basic is refused. The answer"
                            + " holds codes for paper, this once.")
    @PostMapping(path = "/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    Recovery confirm(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Code code) {
        return factors.confirm(caller.person(), code.code().strip())
                .map(Recovery::new)
                .orElseThrow(
                        () -> new InvalidInput("code", "is wrong, or over: take the next one"));
    }

    @Operation(summary = "Stop using an authenticator app")
    @PostMapping(path = "/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody Password proof,
            HttpServletRequest request) {
        var person = caller.person();
        check(caller, proof, request);
        factors.end(person);
    }

    private void check(Caller caller, Password proof, HttpServletRequest request) {
        var asked =
                UsernamePasswordAuthenticationToken.unauthenticated(
                        caller.name(), proof.password());
        asked.setDetails(LoginDetails.inside(request));
        passwords.authenticate(asked);
    }
}

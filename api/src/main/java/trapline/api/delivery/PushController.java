package trapline.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.delivery.Channels;
import trapline.delivery.PushChannel;
import trapline.delivery.PushKeys;
import trapline.delivery.PushServers;
import trapline.delivery.PushSubscription;
import trapline.delivery.PushSubscriptions;

/**
 * The browsers in which a person wants to see alerts. Everybody sees and changes only their own.
 */
@Tag(name = "push", description = "Alerts as notifications in your browsers")
@RestController
@RequestMapping("/api/push")
class PushController {
    private static final int AUTH_BYTES = 16;

    private final Channels channels;
    private final PushKeys keys;
    private final PushSubscriptions subscriptions;

    PushController(Channels channels, PushKeys keys, PushSubscriptions subscriptions) {
        this.channels = channels;
        this.keys = keys;
        this.subscriptions = subscriptions;
    }

    /**
     * What a browser needs to ask its owner.
     *
     * @param offered whether a channel of this kind is configured
     * @param publicKey of this server, base64url
     */
    record Offered(boolean offered, String publicKey) {}

    /** As {@code PushSubscription.toJSON()} of a browser writes it, with a name. */
    record NewSubscription(
            @NotNull @Size(max = 1000) String endpoint,
            @NotNull @Valid Keys keys,
            @Size(max = 100) @Pattern(regexp = "[^\\p{Cc}]*") String label) {

        /** Base64url, without padding. */
        record Keys(
                @NotNull @Pattern(regexp = "[\\w-]{87}") String p256dh,
                @NotNull @Pattern(regexp = "[\\w-]{22}") String auth) {}

        /** Without the endpoint and the keys. */
        @Override
        public String toString() {
            return "NewSubscription[%s]".formatted(label);
        }
    }

    /**
     * A browser. Its endpoint is told to nobody, since who knows it can send.
     *
     * @param server the push server's host
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SubscriptionView(
            UUID subscriptionId,
            String label,
            String server,
            Instant createdAt,
            Optional<Instant> usedAt) {
        static SubscriptionView of(PushSubscription subscription) {
            return new SubscriptionView(
                    subscription.subscriptionId(),
                    subscription.label(),
                    subscription.server(),
                    subscription.createdAt(),
                    subscription.usedAt());
        }
    }

    @Operation(summary = "Whether there are notifications, and the key that browsers ask for")
    @GetMapping
    Offered offered() {
        return new Offered(!push().isEmpty(), keys.shown());
    }

    @Operation(summary = "List your browsers")
    @GetMapping("/subscriptions")
    List<SubscriptionView> list(@AuthenticationPrincipal Caller caller) {
        return subscriptions.of(caller.person()).stream().map(SubscriptionView::of).toList();
    }

    @Operation(
            summary = "Show alerts in this browser",
            description =
                    "Rules reach you by the mail address of your account, through a channel of the"
                            + " kind push.")
    @PostMapping(path = "/subscriptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    SubscriptionView subscribe(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewSubscription wanted) {
        var person = caller.person();
        if (push().isEmpty()) {
            throw new Conflict("There is no channel of the kind push in channels.yaml.");
        }
        if (!PushServers.allows(wanted.endpoint(), servers())) {
            throw new InvalidInput(
                    "endpoint",
                    "is at no push server that may be used; an admin can name it under 'servers'");
        }
        var offer =
                new PushSubscriptions.Offer(
                        wanted.endpoint(),
                        point(wanted.keys().p256dh()),
                        auth(wanted.keys().auth()),
                        Optional.ofNullable(wanted.label()).orElse(""));
        return SubscriptionView.of(subscriptions.keep(person, offer));
    }

    @Operation(summary = "Show no more alerts in one of your browsers")
    @DeleteMapping("/subscriptions/{subscription}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(@AuthenticationPrincipal Caller caller, @PathVariable UUID subscription) {
        if (!subscriptions.drop(caller.person(), subscription)) {
            throw new NotFound("subscription", subscription);
        }
    }

    private List<PushChannel> push() {
        return channels.current().stream()
                .filter(PushChannel.class::isInstance)
                .map(PushChannel.class::cast)
                .toList();
    }

    private Set<String> servers() {
        return push().stream()
                .flatMap(channel -> channel.servers().stream())
                .collect(Collectors.toSet());
    }

    private static byte[] point(String text) {
        try {
            var point = Base64.getUrlDecoder().decode(text);
            PushKeys.publicKey(point);
            return point;
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("keys.p256dh", "is no key of a browser");
        }
    }

    private static byte[] auth(String text) {
        var auth = Base64.getUrlDecoder().decode(text);
        if (auth.length != AUTH_BYTES) {
            throw new InvalidInput("keys.auth", "is not of 16 bytes");
        }
        return auth;
    }
}

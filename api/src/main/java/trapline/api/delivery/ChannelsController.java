package trapline.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import trapline.alert.Rule;
import trapline.api.access.Caller;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.delivery.AlertPreview;
import trapline.delivery.AlertTemplates;
import trapline.delivery.Channel;
import trapline.delivery.ChannelChecks;
import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.ChatLinks;
import trapline.delivery.LinkedChats;
import trapline.delivery.TestStep;
import trapline.delivery.Words;
import trapline.project.Projects;

@Tag(name = "channels", description = "How people are reached, and who has linked a chat")
@RestController
@RequestMapping("/api/channels")
class ChannelsController {
    private final Channels channels;
    private final ChannelRest rest;
    private final ChannelChecks checks;
    private final LinkedChats chats;
    private final ChatLinks links;
    private final AlertPreview preview;
    private final TestStep testStep;
    private final Projects projects;

    ChannelsController(
            Channels channels,
            ChannelRest rest,
            ChannelChecks checks,
            LinkedChats chats,
            ChatLinks links,
            AlertPreview preview,
            TestStep testStep,
            Projects projects) {
        this.channels = channels;
        this.rest = rest;
        this.checks = checks;
        this.chats = chats;
        this.links = links;
        this.preview = preview;
        this.testStep = testStep;
        this.projects = projects;
    }

    /**
     * @param resting why nothing is sent on it now; absent: it is used
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ChannelView(String channelId, String kind, Optional<String> resting) {}

    /** A channel with what its party says, and the chats that were linked. */
    record ChannelDetails(
            ChannelView channel, ChannelChecks.Check party, List<LinkedChats.LinkedChat> chats) {}

    /**
     * @param name that rules will name the chat by
     */
    record Linking(
            @NotNull @Size(max = 100) @Pattern(regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*")
                    String name) {}

    /**
     * A link that binds one chat to a name, once. Whoever has it can use it.
     *
     * @param qrCode the same as SVG
     */
    record LinkView(String name, String url, String qrCode, Instant expiresAt) {}

    /**
     * A test message.
     *
     * @param projectId under which it is kept
     * @param recipient an address on the channel; a webhook needs none
     */
    record Test(@NotNull UUID projectId, @Size(max = 320) String recipient) {}

    /** The delivery of a test message, to be looked at as any other. */
    record TestView(UUID deliveryId, String state) {}

    /** What a message would look like. */
    record PreviewView(String kind, String language, String text) {}

    @Operation(summary = "List channels", description = "For server admins.")
    @GetMapping
    List<ChannelView> list() {
        return channels.current().stream().map(this::view).toList();
    }

    @Operation(
            summary = "Show a channel",
            description = "For server admins. Asks its party whether it works.")
    @GetMapping("/{channel}")
    ChannelDetails show(@PathVariable String channel) {
        return new ChannelDetails(view(find(channel)), checks.check(channel), chats.all(channel));
    }

    @Operation(
            summary = "Make a link for a chat",
            description =
                    "For server admins. The person opens the link, or scans the code, within a"
                            + " quarter of an hour; from then on the name means their chat.")
    @PostMapping(path = "/{channel}/links", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    LinkView link(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String channel,
            @Valid @RequestBody Linking linking) {
        find(channel);
        var made = links.make(channel, linking.name(), caller.shownAs());
        var url =
                checks.linkTo(channel, made.token())
                        .orElseThrow(
                                () ->
                                        new Conflict(
                                                "No chat can be linked on this channel now: it is"
                                                        + " not Telegram's, or Telegram is away."));
        return new LinkView(
                linking.name(), url.toString(), QrCode.svg(url.toString()), made.expiresAt());
    }

    @Operation(
            summary = "Send a test message",
            description =
                    "For server admins. It goes the way of every alert, with a delivery of its own"
                            + " that says how far it came.")
    @PostMapping(path = "/{channel}/test", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestView test(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String channel,
            @Valid @RequestBody Test test) {
        var found = find(channel);
        if (projects.find(test.projectId()).isEmpty()) {
            throw new NotFound("project", test.projectId());
        }
        var recipient = Optional.ofNullable(test.recipient()).map(String::strip).orElse("");
        if (recipient.isEmpty() && found.needsRecipient()) {
            throw new InvalidInput("recipient", "must be an address");
        }
        var sent =
                testStep.send(
                        test.projectId(),
                        new Rule.Recipient(channel, recipient.isEmpty() ? channel : recipient),
                        caller.shownAs());
        return new TestView(sent.deliveryId(), "due");
    }

    @Operation(
            summary = "Preview a message",
            description = "For server admins. A made-up alert, in the texts that count now.")
    @GetMapping("/preview")
    PreviewView preview(
            @RequestParam(defaultValue = "plain") String kind,
            @RequestParam(defaultValue = Words.ENGLISH_CODE) String language) {
        if (!AlertTemplates.KINDS.contains(kind)) {
            throw new InvalidInput("kind", "must be one of " + AlertTemplates.KINDS);
        }
        if (!Words.LANGUAGES.contains(language)) {
            throw new InvalidInput("language", "must be one of " + Words.LANGUAGES);
        }
        return new PreviewView(kind, language, preview.render(kind, language));
    }

    private ChannelView view(Channel channel) {
        return new ChannelView(
                channel.channelId(),
                channel.kind(),
                rest.of(channel).map(ChannelRest.Resting::reason));
    }

    private Channel find(String channel) {
        return channels.find(channel).orElseThrow(() -> new NotFound("channel", channel));
    }
}

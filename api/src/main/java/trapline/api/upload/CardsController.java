package trapline.api.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import trapline.api.access.ApiKey;
import trapline.api.access.ApiKeys;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.api.problem.Forbidden;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;
import trapline.camera.Cameras;

@Tag(name = "uploads")
@RestController
@RequestMapping("/api/cards")
class CardsController {
    private static final int SHOWN = 1_000;
    private static final Duration LARGEST_SHIFT = Duration.ofDays(40 * 366L);

    private final Cards cards;
    private final CardFiles files;
    private final Cameras cameras;
    private final ApiKeys keys;

    CardsController(Cards cards, CardFiles files, Cameras cameras, ApiKeys keys) {
        this.keys = keys;
        this.cards = cards;
        this.files = files;
        this.cameras = cameras;
    }

    record NewCard(
            @Schema(description = "The camera that the card was in") @NotNull UUID cameraId,
            @NotBlank @Size(max = 200) String name,
            @Schema(description = "What its clock was set to; absent: as known of the camera")
                    @Size(max = 60)
                    String zone,
            @Schema(description = "Seconds that are added to the camera's times; absent: none")
                    Long clockShiftSeconds) {}

    record Hashes(
            @NotNull @Size(max = 500)
                    List<@NotNull @Pattern(regexp = "[0-9a-f]{64}") String> sha256) {}

    /** Those that the camera has sent already. */
    record Known(List<String> known) {}

    /**
     * A card.
     *
     * @param files how many of its files are in each state: receiving, taken, known, set-aside
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CardView(
            UUID cardId,
            UUID projectId,
            UUID cameraId,
            String name,
            Optional<String> zone,
            long clockShiftSeconds,
            String createdBy,
            Instant createdAt,
            Map<String, Integer> files) {
        static CardView of(Card card, Map<String, Integer> files) {
            return new CardView(
                    card.cardId(),
                    card.projectId(),
                    card.cameraId(),
                    card.name(),
                    card.zone().map(ZoneId::getId),
                    card.clockShiftSeconds(),
                    card.createdBy(),
                    card.createdAt(),
                    files);
        }
    }

    /** A file that is not there whole, or could not be used. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FileView(
            UUID uploadId,
            String path,
            long sizeBytes,
            String state,
            long offset,
            Optional<String> reason) {}

    @Operation(
            summary = "Bring a memory card",
            description =
                    "For analysts. Says whose card it is and how wrong its clock was; then ask which"
                            + " files are known, and send the others to /api/uploads. Nobody is"
                            + " alerted of them.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    CardView create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewCard asked) {
        var camera =
                cameras.find(asked.cameraId())
                        .filter(found -> caller.roles().containsKey(found.projectId()))
                        .orElseThrow(() -> new NotFound("camera", asked.cameraId()));
        caller.require(Role.ANALYST, camera.projectId());
        caller.keyId()
                .flatMap(keys::find)
                .flatMap(ApiKey::cameraId)
                .filter(own -> !own.equals(camera.cameraId()))
                .ifPresent(
                        own -> {
                            throw new Forbidden("This key belongs to another camera.");
                        });
        var shift =
                Duration.ofSeconds(
                        asked.clockShiftSeconds() == null ? 0 : asked.clockShiftSeconds());
        if (shift.abs().compareTo(LARGEST_SHIFT) > 0) {
            throw new InvalidInput("clockShiftSeconds", "must be less than 40 years");
        }
        return CardView.of(
                cards.add(
                        caller,
                        camera.projectId(),
                        camera.cameraId(),
                        asked.name().strip(),
                        Optional.ofNullable(asked.zone()).map(CardsController::zone),
                        shift),
                Map.of());
    }

    @Operation(summary = "List cards", description = "For analysts. Newest first.")
    @GetMapping
    Page<CardView> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Optional<UUID> project,
            @RequestParam Optional<String> cursor,
            @RequestParam(defaultValue = "" + Page.USUAL) @Min(1) @Max(Page.MOST) int limit) {
        var last = cursor.map(text -> Cursor.parse(Cursor.Kind.UPLOADS, text));
        var found = cards.page(caller.scope(Role.ANALYST, project), last, limit);
        var counts = cards.counts(found.stream().map(Card::cardId).toList());
        return Page.of(
                found.stream()
                        .map(
                                card ->
                                        CardView.of(
                                                card, counts.getOrDefault(card.cardId(), Map.of())))
                        .toList(),
                limit,
                card -> new Cursor(Cursor.Kind.UPLOADS, card.createdAt(), card.cardId()));
    }

    @Operation(summary = "Show a card", description = "For analysts. How many files are where.")
    @GetMapping("/{cardId}")
    CardView show(@AuthenticationPrincipal Caller caller, @PathVariable UUID cardId) {
        var card = card(caller, cardId);
        return CardView.of(card, cards.counts(List.of(cardId)).getOrDefault(cardId, Map.of()));
    }

    @Operation(
            summary = "List the files of a card that want something",
            description =
                    "For analysts. Those that are not there whole, to go on with them; and those"
                            + " that could not be used, with the reason. At most 1,000 of each.")
    @GetMapping("/{cardId}/files")
    List<FileView> files(@AuthenticationPrincipal Caller caller, @PathVariable UUID cardId)
            throws IOException {
        card(caller, cardId);
        var all = new ArrayList<>(cards.unfinished(cardId, SHOWN));
        all.addAll(cards.setAside(cardId, SHOWN));
        var views = new ArrayList<FileView>();
        for (var file : all) {
            views.add(
                    new FileView(
                            file.uploadId(),
                            file.path(),
                            file.sizeBytes(),
                            file.state(),
                            files.offset(file),
                            file.reason()));
        }
        return views;
    }

    @Operation(
            summary = "Ask which files need not be sent",
            description = "For analysts. Takes the SHA-256 of up to 500 files.")
    @PostMapping(path = "/{cardId}/known", consumes = MediaType.APPLICATION_JSON_VALUE)
    Known known(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID cardId,
            @Valid @RequestBody Hashes hashes) {
        var card = card(caller, cardId);
        return new Known(cards.known(card.cameraId(), hashes.sha256()));
    }

    private Card card(Caller caller, UUID cardId) {
        var card =
                cards.find(cardId)
                        .filter(found -> caller.roles().containsKey(found.projectId()))
                        .orElseThrow(() -> new NotFound("card", cardId));
        caller.require(Role.ANALYST, card.projectId());
        return card;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidInput("zone", "must be a time zone such as Europe/Amsterdam");
        }
    }
}

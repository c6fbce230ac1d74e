package trapline.api.capture;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Which captures are wanted. What is absent does not matter. */
record CaptureQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "Of this camera") UUID camera,
        @Parameter(description = "Taken at or after this time") Instant from,
        @Parameter(description = "Taken before this time") Instant to,
        @Parameter(description = "Received at or after this time") Instant receivedFrom,
        @Parameter(description = "Received before this time") Instant receivedTo,
        @Parameter(
                        description =
                                "With a detection whose best label is this. Case does not matter,"
                                        + " and one of several synonyms is enough")
                @Size(max = 200)
                String label,
        @Parameter(description = "With a detection of this category, such as animal")
                @Size(max = 100)
                String category,
        @Parameter(
                        description =
                                "How sure the label must be; without a label, how sure the box."
                                        + " 0 to 1")
                @DecimalMin("0")
                @DecimalMax("1")
                Double minConfidence,
        @Parameter(
                        description =
                                "How far it came: received, detected, classified, completed,"
                                        + " stored, or failed")
                CaptureState state,
        @Parameter(description = "true: people have said what is on it; false: nobody has")
                Boolean verified,
        @Parameter(description = "People have said that this species or kind is on it")
                @Size(max = 200)
                String species,
        @Parameter(description = "With this tag") @Size(max = 50) String tag,
        @Parameter(description = "true: that somebody likes") Boolean liked,
        @Parameter(description = "true: that somebody shall look at again") Boolean flagged,
        @Parameter(description = "true: the hidden ones, which are left out else") Boolean hidden,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    Optional<UUID> maybeProject() {
        return Optional.ofNullable(project);
    }

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.CAPTURES, text));
    }

    /** Whether a time of taking is asked for; then the list is in that order too. */
    boolean isAboutTimeTaken() {
        return from != null || to != null;
    }

    /** The same captures, in large pages. */
    CaptureQuery inLargePages(Optional<String> behind) {
        return new CaptureQuery(
                project,
                camera,
                from,
                to,
                receivedFrom,
                receivedTo,
                label,
                category,
                minConfidence,
                state,
                verified,
                species,
                tag,
                liked,
                flagged,
                hidden,
                behind.orElse(null),
                Page.MOST);
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}

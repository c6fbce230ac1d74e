package trapline.api.retention;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;

/**
 * One decision about which pictures go.
 *
 * @param category what is on them
 * @param verdict whether people have said what is on them
 * @param days so long after they were received their bytes are deleted
 */
record RetentionRule(
        @NotNull Category category,
        @NotNull Verdict verdict,
        @NotNull @Min(1) @Max(36500) Integer days) {

    /** What is on a picture, as far as people, else models, have said. */
    enum Category {
        BLANK,
        ANIMAL,
        PERSON,
        VEHICLE,
        ANY;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Category of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether people have looked. */
    enum Verdict {
        VERIFIED,
        UNVERIFIED,
        ANY;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Verdict of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}

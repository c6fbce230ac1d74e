package trapline.api.export;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What a format takes besides the filters. Both may be absent.
 *
 * @param threshold boxes that are less sure are left out, 0 to 1; else 0.2
 * @param occasionDays of the detection history: how many days make one occasion; else 1
 */
public record ExportOptions(
        @DecimalMin("0") @DecimalMax("1") Double threshold,
        @Min(1) @Max(366) Integer occasionDays) {
    private static final double WORTH_TELLING = 0.2;

    /** None said. */
    public static final ExportOptions USUAL = new ExportOptions(null, null);

    double least() {
        return threshold == null ? WORTH_TELLING : threshold;
    }

    int days() {
        return occasionDays == null ? 1 : occasionDays;
    }
}

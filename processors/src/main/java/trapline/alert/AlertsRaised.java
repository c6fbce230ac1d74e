package trapline.alert;

import java.util.List;
import java.util.UUID;

/**
 * What one step raised; often nothing.
 *
 * @param alerts that are owed to their recipients now
 * @param grown alerts of earlier that count one more capture; messages about them are out of date
 */
public record AlertsRaised(List<Alert> alerts, List<UUID> grown) {
    public static final AlertsRaised NONE = new AlertsRaised(List.of(), List.of());

    public AlertsRaised {
        alerts = List.copyOf(alerts);
        grown = List.copyOf(grown);
    }

    public AlertsRaised(List<Alert> alerts) {
        this(alerts, List.of());
    }
}

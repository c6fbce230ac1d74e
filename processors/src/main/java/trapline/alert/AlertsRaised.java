package trapline.alert;

import java.util.List;

/** The alerts that one capture raised; often none. */
public record AlertsRaised(List<Alert> alerts) {

    public AlertsRaised {
        alerts = List.copyOf(alerts);
    }
}

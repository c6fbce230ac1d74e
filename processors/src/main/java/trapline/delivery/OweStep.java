package trapline.delivery;

import java.util.ArrayList;
import java.util.List;
import trapline.alert.AlertsRaised;

/** Station <em>owe</em>: alerts in, one {@link Delivery} for each recipient and channel out. */
public class OweStep {
    private final Deliveries deliveries;

    public OweStep(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Called inside the transaction that raised the alerts. */
    public List<Delivery> owe(AlertsRaised raised) {
        var owed = new ArrayList<Delivery>();
        for (var alert : raised.alerts()) {
            for (var recipient : alert.recipients()) {
                deliveries.owe(alert, recipient).ifPresent(owed::add);
            }
        }
        return owed;
    }
}

package trapline.alert;

import java.util.List;

/** The rules that count now. Replaced as a whole when the configuration changes. */
public class Rules {
    private volatile List<Rule> current = List.of();

    public void replace(List<Rule> rules) {
        current = List.copyOf(rules);
    }

    public List<Rule> current() {
        return current;
    }
}

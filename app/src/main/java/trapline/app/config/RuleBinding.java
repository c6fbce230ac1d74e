package trapline.app.config;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import trapline.alert.Rule;
import trapline.delivery.Channel;
import trapline.project.Project;

/** Turns a rules.yaml that fits its schema into records, and notes what a schema cannot say. */
final class RuleBinding {
    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s\\p{Cntrl}<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}");

    private RuleBinding() {}

    /**
     * @param channelsAreKnown false when channels.yaml is wrong; then nothing is said of channels
     */
    static List<Rule> rules(Fields file, List<Channel> channels, boolean channelsAreKnown) {
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (var fields : file.items("rules")) {
            fields.unique("id", ids);
            var when = fields.at("when");
            rules.add(
                    new Rule(
                            fields.text("id").orElseThrow(),
                            fields.text("project").orElse(Project.DEFAULT),
                            Set.copyOf(when.texts("labels")),
                            Set.copyOf(when.texts("categories")),
                            Set.copyOf(when.texts("cameras")),
                            Set.copyOf(when.texts("sites")),
                            hours(when),
                            when.number("minConfidence").orElse(0.0),
                            when.whole("minCount").orElse(1),
                            fields.duration("coolDown", Duration.ZERO),
                            channelsAreKnown ? recipients(fields, channels) : List.of()));
        }
        return rules;
    }

    private static Optional<Rule.HourWindow> hours(Fields when) {
        var window =
                when.text("hours")
                        .map(
                                text ->
                                        new Rule.HourWindow(
                                                LocalTime.parse(text.substring(0, 5)),
                                                LocalTime.parse(text.substring(6))));
        if (window.filter(hours -> hours.from().equals(hours.until())).isPresent()) {
            when.wrong(
                    "hours",
                    "'hours' ends when it begins.",
                    "Leave 'hours' out for the whole day.");
        }
        return window;
    }

    private static List<Rule.Recipient> recipients(Fields rule, List<Channel> channels) {
        var ids = channels.stream().map(Channel::channelId).toList();
        var recipients = new LinkedHashSet<Rule.Recipient>();
        for (var tell : rule.items("tell")) {
            var id = tell.text("channel").orElseThrow();
            var channel = channels.stream().filter(c -> c.channelId().equals(id)).findFirst();
            if (channel.isEmpty()) {
                tell.wrong(
                        "channel",
                        "There is no channel '%s'.".formatted(id),
                        "Use an id from channels.yaml, or add the channel there.%s"
                                .formatted(Nearest.question(id, ids)));
                continue;
            }
            var addresses = tell.texts("to");
            if (channel.get() instanceof Channel.Email) {
                check(tell, addresses);
            } else if (addresses.isEmpty() && !(channel.get() instanceof Channel.Webhook)) {
                tell.wrong("", "Nobody is named.", "Add 'to' with the chats or numbers.");
            }
            var told = addresses.isEmpty() ? List.of(id) : addresses;
            told.forEach(address -> recipients.add(new Rule.Recipient(id, address)));
        }
        return List.copyOf(recipients);
    }

    private static void check(Fields tell, List<String> addresses) {
        if (addresses.isEmpty()) {
            tell.wrong("", "Nobody is named.", "Add 'to' with mail addresses.");
        }
        for (var i = 0; i < addresses.size(); i++) {
            if (!ADDRESS.matcher(addresses.get(i)).matches()) {
                tell.wrong(
                        "to/" + i,
                        "'%s' is no mail address.".formatted(addresses.get(i)),
                        "Write it like ranger@example.org.");
            }
        }
    }
}

package trapline.app.config;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import trapline.delivery.ChannelPolicy;

/** Reads how a channel is used: the fields that every kind of channel has. */
final class PolicyBinding {

    private PolicyBinding() {}

    static ChannelPolicy policy(Fields fields) {
        var usual = ChannelPolicy.DEFAULT;
        var sensitive = fields.at("sensitive");
        return new ChannelPolicy(
                fields.text("language").orElse(usual.language()),
                Set.copyOf(fields.texts("projects")),
                Set.copyOf(fields.texts("show")),
                sensitive.texts("labels").stream()
                        .map(label -> label.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                ChannelPolicy.Position.valueOf(
                        sensitive.text("position").orElse("withheld").toUpperCase(Locale.ROOT)),
                fields.duration("fallOverAfter", usual.fallOverAfter()),
                fields.text("body"),
                fields.flag("summary"));
    }
}

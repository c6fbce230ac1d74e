package trapline.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import trapline.delivery.Patience;
import trapline.delivery.PushChannel;
import trapline.delivery.PushServers;

/** Reads the channels that reach people in their browsers. */
final class PushBinding {
    private PushBinding() {}

    static Optional<PushChannel> push(Fields fields) {
        var before = fields.problems();
        var contact = fields.text("contact").orElseThrow();
        if (!PushChannel.isContact(contact)) {
            fields.wrong(
                    "contact",
                    "'contact' is neither a mail address nor a web address.",
                    "Write it like mailto:admin@example.org.");
        }
        var servers =
                fields.texts("servers").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        if (!servers.stream().allMatch(PushServers::isServer)) {
            fields.wrong(
                    "servers",
                    "'servers' names something that is no server.",
                    "Write hosts, such as push.example.org or push.example.org:8443.");
        }
        var console = ChannelBinding.console(fields);
        var timeout = ChannelBinding.timeout(fields);
        return fields.problems() > before
                ? Optional.empty()
                : Optional.of(
                        new PushChannel(
                                fields.text("id").orElseThrow(),
                                contact,
                                servers,
                                console,
                                timeout,
                                Patience.DEFAULT));
    }
}

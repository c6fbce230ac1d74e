package trapline.app.config;

import static trapline.app.config.WrongEdit.in;

import java.util.stream.Stream;

/** Slips in channels that programs read. */
final class WrongChannelEdits {
    private static final String CHANNELS = "channels.yaml";

    private static final String HOOK =
            "    kind: webhook\n    url: \"{{env:HOOK_URL}}\"\n    secret: \"{{env:HOOK_SECRET}}\"\n";

    private static final String CAP = "    kind: cap\n    sender: traps@park.example\n";

    private static final String MQTT = "    kind: mqtt\n    host: broker.example.org\n";

    private WrongChannelEdits() {}

    static Stream<WrongEdit> all() {
        return Stream.of(cap(), mqtt(), push()).flatMap(edits -> edits);
    }

    private static Stream<WrongEdit> cap() {
        return Stream.of(
                in(
                        "a sender with a blank",
                        CHANNELS,
                        HOOK,
                        "    kind: cap\n    sender: park traps\n",
                        10,
                        "'sender'",
                        "traps@park.example"),
                in(
                        "nobody to whom private alerts go",
                        CHANNELS,
                        HOOK,
                        CAP + "    scope: private\n",
                        11,
                        "'addresses' and the scope private belong together",
                        "Give both"),
                in(
                        "a restriction on what is public",
                        CHANNELS,
                        HOOK,
                        CAP + "    scope: public\n    restriction: staff\n",
                        12,
                        "'restriction' belongs to the scope restricted",
                        "Remove it"),
                in(
                        "pictures linked to nowhere",
                        CHANNELS,
                        HOOK,
                        CAP + "    pictures: linked\n",
                        11,
                        "can be linked only",
                        "'consoleUrl'"),
                in(
                        "a token for no receiver",
                        CHANNELS,
                        HOOK,
                        CAP + "    token: \"{{env:HOOK_SECRET}}\"\n",
                        11,
                        "'token' is for a receiver",
                        "'receiver'"),
                in(
                        "a token of a receiver in clear",
                        CHANNELS,
                        HOOK,
                        CAP + "    receiver: https://example.org/cap\n    token: hunter2hunter2\n",
                        12,
                        "'token' looks like the secret itself",
                        "{{env:NAME}}"));
    }

    private static Stream<WrongEdit> mqtt() {
        return Stream.of(
                in(
                        "a password that everybody could read",
                        CHANNELS,
                        HOOK,
                        MQTT
                                + "    tls: false\n    username: me\n    password: \"{{env:HOOK_SECRET}}\"\n",
                        11,
                        "for everybody to read",
                        "Set 'tls' to true"),
                in(
                        "a password of a broker in clear",
                        CHANNELS,
                        HOOK,
                        MQTT + "    username: me\n    password: hunter2hunter2\n",
                        12,
                        "'password' looks like the secret itself",
                        "{{env:NAME}}"),
                in(
                        "a password for nobody",
                        CHANNELS,
                        HOOK,
                        MQTT + "    password: \"{{env:HOOK_SECRET}}\"\n",
                        11,
                        "A 'password' needs a 'username'",
                        "Give both"),
                in(
                        "a topic with a wildcard",
                        CHANNELS,
                        HOOK,
                        MQTT + "    topic: park/#\n",
                        11,
                        "'topic' is no topic",
                        "park/trapline"),
                in(
                        "certificates that are not there",
                        CHANNELS,
                        HOOK,
                        MQTT + "    trusted: /no/such.pem\n",
                        11,
                        "cannot be read",
                        "PEM file"));
    }

    private static Stream<WrongEdit> push() {
        return Stream.of(
                in(
                        "a contact nobody can write to",
                        CHANNELS,
                        HOOK,
                        "    kind: push\n    contact: admin\n",
                        10,
                        "neither a mail address nor a web address",
                        "mailto:admin@example.org"),
                in(
                        "a push server with a path",
                        CHANNELS,
                        HOOK,
                        "    kind: push\n    contact: mailto:a@example.org\n    servers: [\"https://x/y\"]\n",
                        11,
                        "no server",
                        "push.example.org:8443"));
    }
}

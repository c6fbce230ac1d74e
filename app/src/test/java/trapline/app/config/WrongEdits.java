package trapline.app.config;

import static trapline.app.config.WrongEdit.in;
import static trapline.app.config.WrongEdit.whole;

import java.util.stream.Stream;

/** The table of slips, one of each kind. */
final class WrongEdits {
    private static final String SOURCES = "sources.yaml";
    private static final String CHANNELS = "channels.yaml";
    private static final String RULES = "rules.yaml";
    private static final String MOTION = "motion.yaml";
    private static final String PROFILE = "camera-profiles/north.yaml";
    private static final String DIALECT = "report-dialects/north.yaml";
    private static final String ROUTE = "routes/mine.yaml";

    private WrongEdits() {}

    static Stream<WrongEdit> all() {
        return Stream.of(
                        sources(),
                        pulls(),
                        channels(),
                        webhooks(),
                        rules(),
                        cameras(),
                        motion(),
                        routes(),
                        anyFile())
                .flatMap(edits -> edits);
    }

    private static Stream<WrongEdit> sources() {
        return Stream.of(
                in(
                        "a key misspelt",
                        SOURCES,
                        "zone:",
                        "zoen:",
                        9,
                        "'zoen' is not known",
                        "Did you mean 'zone'"),
                in(
                        "a key of another kind",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n    host: x",
                        9,
                        "'host' does not belong to the kind 'folder'",
                        "Remove it"),
                in(
                        "an unknown kind",
                        SOURCES,
                        "kind: folder",
                        "kind: foldr",
                        7,
                        "'kind' is 'foldr'",
                        "ftps-server, ftps, folder",
                        "Did you mean 'folder'"),
                in("no kind", SOURCES, "    kind: folder\n", "", 6, "'kind' is missing", "Add it"),
                in("no path", SOURCES, "    path: inbox\n", "", 6, "'path' is missing", "folder"),
                in(
                        "an id with a blank",
                        SOURCES,
                        "id: inbox",
                        "id: In Box",
                        6,
                        "'id' is not written as it must be: 'In Box'",
                        "Lower-case letters"),
                in(
                        "a number for a name",
                        SOURCES,
                        "id: inbox",
                        "id: 4711",
                        6,
                        "'id' is a number, but must be text",
                        "quotes"),
                in(
                        "a word that YAML takes for true",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n    project: yes",
                        9,
                        "'project' is true or false, but must be text",
                        "quotes"),
                in(
                        "the same id twice",
                        SOURCES,
                        "id: inbox",
                        "id: ftps",
                        6,
                        "'ftps' stands here twice",
                        "Choose another id"),
                in(
                        "a zone misspelt",
                        SOURCES,
                        "Europe/Amsterdam",
                        "Europe/Amsterdm",
                        9,
                        "'Europe/Amsterdm' names no time zone",
                        "Did you mean 'Europe/Amsterdam'"),
                in(
                        "a duration in words",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n    freshFor: 1 hour",
                        9,
                        "'freshFor' is not written as it must be: '1 hour'",
                        "PT1H"),
                in(
                        "a duration of nothing",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n    quietTime: PT",
                        9,
                        "'quietTime' is no duration",
                        "PT30S"),
                in(
                        "a duration without end",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n    freshFor: P9999999D",
                        9,
                        "longer than a year",
                        "shorter"),
                in(
                        "a password in clear",
                        SOURCES,
                        "\"{{env:FTPS_PASSWORD}}\"",
                        "hunter2",
                        5,
                        "'password' looks like the secret itself",
                        "{{env:NAME}}"),
                in(
                        "a password as a default",
                        SOURCES,
                        "{{env:FTPS_PASSWORD}}",
                        "{{env:FTPS_PASSWORD:hunter2}}",
                        5,
                        "the secret itself as its default",
                        "alone"),
                in(
                        "a variable that is not set",
                        SOURCES,
                        "FTPS_PASSWORD",
                        "FTPS_PASSWROD",
                        5,
                        "FTPS_PASSWROD is not set",
                        "Set it"),
                in(
                        "a secret's file that is not there",
                        SOURCES,
                        "{{env:FTPS_PASSWORD}}",
                        "{{file:/no/such/file}}",
                        5,
                        "/no/such/file is not there",
                        "name another place"),
                in(
                        "braces without quotes",
                        SOURCES,
                        "\"{{env:FTPS_PASSWORD}}\"",
                        "{{env:FTPS_PASSWORD}}",
                        5,
                        "A key must be a word",
                        "quotes around {{...}}"),
                in(
                        "an account that climbs out of its folder",
                        SOURCES,
                        "user: camera",
                        "user: ..",
                        5,
                        "'user' is not written as it must be: '..'",
                        "beginning with a letter or digit"),
                in(
                        "the same account twice",
                        SOURCES,
                        "      - {user: camera,",
                        "      - {user: Camera, password: \"{{env:FTPS_PASSWORD}}\"}\n      - {user: camera,",
                        6,
                        "Two accounts are called 'camera'",
                        "its own name"),
                in(
                        "no accounts",
                        SOURCES,
                        "accounts:\n      - {user: camera, password: \"{{env:FTPS_PASSWORD}}\"}",
                        "accounts: []",
                        4,
                        "'accounts' is empty",
                        "logins"),
                in(
                        "the same folder twice",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n  - id: again\n    kind: folder\n    path: ./inbox",
                        11,
                        "'inbox' takes the same files",
                        "a folder of its own"),
                in(
                        "a folder in another one's",
                        SOURCES,
                        "path: inbox",
                        "path: inbox\n  - id: again\n    kind: folder\n    path: inbox/north",
                        11,
                        "'inbox' takes the same files",
                        "a folder of its own"),
                in(
                        "Trapline's own folder",
                        SOURCES,
                        "path: inbox",
                        "path: blobs/x",
                        8,
                        "kept by Trapline for itself",
                        "inbox"),
                in(
                        "the whole data folder",
                        SOURCES,
                        "path: inbox",
                        "path: .",
                        8,
                        "holds the data of Trapline itself",
                        "inbox"));
    }

    private static Stream<WrongEdit> pulls() {
        return Stream.of(
                pull(
                        "a port out of range",
                        "port: 70000",
                        "'port' is too large: '70000'",
                        "at most 65535"),
                pull(
                        "a port in letters",
                        "port: ftp",
                        "'port' is text, but must be a whole number"),
                pull(
                        "a short fingerprint",
                        "fingerprint: abc",
                        "'fingerprint' is not written",
                        "64 hexadecimal digits"),
                pull(
                        "a list that is none",
                        "folders: /cameras",
                        "'folders' is text, but must be a list",
                        "[one, two]"),
                pull(
                        "a folder twice",
                        "folders: [/a, /b, /a]",
                        "'/a' stands here twice",
                        "Remove one"),
                pull("polling without pause", "poll: PT0S", "'poll' is too short", "PT2S"),
                pull(
                        "a key without value",
                        "folders:",
                        "'folders' has no value",
                        "behind the colon"),
                in(
                        "a name that the routes of another source have",
                        SOURCES,
                        "kind: folder\n    path: inbox",
                        "kind: ftps\n    folders: [/a, /b]\n    host: ftp.example.org\n    user: u\n    password: \"{{env:FTPS_PASSWORD}}\"\n  - id: inbox-1\n    kind: folder\n    path: inbox",
                        12,
                        "already called 'inbox-1'",
                        "Choose an id"));
    }

    private static WrongEdit pull(String mistake, String line, String... words) {
        return in(
                mistake,
                SOURCES,
                "kind: folder\n    path: inbox",
                "kind: ftps\n    %s\n    host: ftp.example.org\n    user: u\n    password: \"{{env:FTPS_PASSWORD}}\""
                        .formatted(line),
                8,
                words);
    }

    private static Stream<WrongEdit> channels() {
        return Stream.of(
                in(
                        "no sender",
                        CHANNELS,
                        "    from: Trapline <alerts@example.org>\n",
                        "",
                        2,
                        "'from' is missing",
                        "Trapline <alerts@example.org>"),
                in(
                        "a sender that is no address",
                        CHANNELS,
                        "Trapline <alerts@example.org>",
                        "Trapline",
                        7,
                        "'from' is no mail address",
                        "alerts@example.org"),
                in(
                        "a sender with a second line",
                        CHANNELS,
                        "from: Trapline <alerts@example.org>",
                        "from: \"a@example.org\\r\\nBcc: b@example.org\"",
                        7,
                        "'from' is no mail address",
                        "alerts@example.org"),
                in(
                        "a port out of range",
                        CHANNELS,
                        "host: smtp",
                        "port: 70000\n    host: smtp",
                        4,
                        "'port' is too large: '70000'",
                        "at most 65535"),
                in(
                        "a port in a variable that is not set",
                        CHANNELS,
                        "host: smtp",
                        "port: \"{{env:NO_PORT}}\"\n    host: smtp",
                        4,
                        "NO_PORT is not set",
                        "Set it"),
                in(
                        "a port in words",
                        CHANNELS,
                        "host: smtp",
                        "port: smtp\n    host: smtp",
                        4,
                        "'port' is no port",
                        "1 to 65535"),
                in(
                        "a password in clear",
                        CHANNELS,
                        "\"{{env:SMTP_PASSWORD}}\"",
                        "hunter2",
                        6,
                        "'password' looks like the secret itself",
                        "{{env:NAME}}"),
                in(
                        "a user without password",
                        CHANNELS,
                        "    password: \"{{env:SMTP_PASSWORD}}\"\n",
                        "",
                        5,
                        "'username' and 'password' belong together",
                        "both, or neither"),
                in(
                        "a password for everybody to read",
                        CHANNELS,
                        "host: smtp",
                        "security: none\n    host: smtp",
                        4,
                        "for everybody to read",
                        "starttls or tls"),
                in(
                        "an unknown security",
                        CHANNELS,
                        "host: smtp",
                        "security: startls\n    host: smtp",
                        4,
                        "'security' is 'startls'",
                        "Did you mean 'starttls'"),
                in(
                        "an endless timeout",
                        CHANNELS,
                        "host: smtp",
                        "timeout: PT10M\n    host: smtp",
                        4,
                        "'timeout' is not between one second and two minutes",
                        "PT15S"),
                in(
                        "a host that is an address",
                        CHANNELS,
                        "smtp.example.org",
                        "smtp://example.org",
                        4,
                        "'host' is not written as it must be",
                        "smtp.example.org"),
                in(
                        "a required key misspelt",
                        CHANNELS,
                        "host: smtp",
                        "hots: smtp",
                        4,
                        "'hots' is not known",
                        "Did you mean 'host'"),
                in(
                        "a console that is no address",
                        CHANNELS,
                        "host: smtp",
                        "consoleUrl: trapline\n    host: smtp",
                        4,
                        "'consoleUrl' is not written as it must be: 'trapline'",
                        "https://"),
                in(
                        "a long id",
                        CHANNELS,
                        "id: mail",
                        "id: a2345678901234567890123456789012345678901",
                        2,
                        "'id' is not written",
                        "at most 40"),
                in(
                        "a key of another kind",
                        CHANNELS,
                        "host: smtp",
                        "url: https://x\n    host: smtp",
                        4,
                        "'url' does not belong to the kind 'email'",
                        "Remove it"));
    }

    private static Stream<WrongEdit> webhooks() {
        return Stream.of(
                in(
                        "no address",
                        CHANNELS,
                        "    url: \"{{env:HOOK_URL}}\"\n",
                        "",
                        8,
                        "'url' is missing",
                        "JSON"),
                in(
                        "an address of another protocol",
                        CHANNELS,
                        "\"{{env:HOOK_URL}}\"",
                        "ftp://example.org/hunter2",
                        10,
                        "'url' is no web address",
                        "https://example.org/path"),
                in(
                        "a password in an address",
                        CHANNELS,
                        "\"{{env:HOOK_URL}}\"",
                        "https://me:hunter2@example.org/",
                        10,
                        "'url' has a user and password in it",
                        "'secret'"),
                in(
                        "a reference in the middle",
                        CHANNELS,
                        "{{env:HOOK_URL}}",
                        "https://example.org/{{env:HOOK_URL}}",
                        10,
                        "'url' is no web address",
                        "stands alone"),
                in(
                        "a secret in clear",
                        CHANNELS,
                        "\"{{env:HOOK_SECRET}}\"",
                        "hunter2hunter2hunter2",
                        11,
                        "'secret' looks like the secret itself",
                        "{{env:NAME}}"),
                in(
                        "a blank in a host",
                        CHANNELS,
                        "smtp.example.org",
                        "\"smtp example\"",
                        4,
                        "'host' is not written as it must be: 'smtp example'",
                        "smtp.example.org"));
    }

    private static Stream<WrongEdit> rules() {
        return Stream.of(
                in(
                        "an unknown channel",
                        RULES,
                        "channel: mail",
                        "channel: mial",
                        6,
                        "There is no channel 'mial'",
                        "channels.yaml",
                        "Did you mean 'mail'"),
                in(
                        "an address that is none",
                        RULES,
                        "[ranger@example.org]",
                        "[ranger]",
                        6,
                        "'ranger' is no mail address",
                        "ranger@example.org"),
                in(
                        "an address with a second line",
                        RULES,
                        "[ranger@example.org]",
                        "[\"r@example.org\\nBcc: x@example.org\"]",
                        6,
                        "is no mail address",
                        "ranger@example.org"),
                in(
                        "nobody",
                        RULES,
                        ", to: [ranger@example.org]",
                        "",
                        6,
                        "Nobody is named",
                        "Add 'to'"),
                in(
                        "an empty list",
                        RULES,
                        "[ranger@example.org]",
                        "[]",
                        6,
                        "'to' is empty",
                        "Addresses"),
                in(
                        "hours of another kind",
                        RULES,
                        "21:00-05:00",
                        "9pm to 5am",
                        3,
                        "'hours' is not written as it must be: '9pm to 5am'",
                        "21:00-05:00"),
                in(
                        "an hour that does not exist",
                        RULES,
                        "21:00-05:00",
                        "21:00-25:00",
                        3,
                        "'hours' is not written",
                        "21:00-05:00"),
                in(
                        "hours without length",
                        RULES,
                        "21:00-05:00",
                        "05:00-05:00",
                        3,
                        "'hours' ends when it begins",
                        "Leave 'hours' out"),
                in(
                        "an unknown category",
                        RULES,
                        "[person]",
                        "[persons]",
                        3,
                        "is 'persons', which is not known",
                        "animal, person, vehicle, motion",
                        "Did you mean 'person'"),
                in(
                        "percent",
                        RULES,
                        "hours:",
                        "minConfidence: 40, hours:",
                        3,
                        "'minConfidence' is too large: '40'",
                        "at most 1"),
                in(
                        "a comma in a number",
                        RULES,
                        "hours:",
                        "minConfidence: '0,4', hours:",
                        3,
                        "'minConfidence' is text, but must be a number"),
                in(
                        "nothing to count",
                        RULES,
                        "hours:",
                        "minCount: 0, hours:",
                        3,
                        "'minCount' is too small: '0'",
                        "at least 1"),
                in(
                        "a duration without its P",
                        RULES,
                        "PT10M",
                        "10m",
                        4,
                        "'coolDown' is not written as it must be: '10m'",
                        "PT10M"),
                in(
                        "a key that belongs under another",
                        RULES,
                        "    coolDown: PT10M",
                        "    minConfidence: 0.4",
                        4,
                        "'minConfidence' is not known here",
                        "belongs under 'when'"),
                in(
                        "no one to tell",
                        RULES,
                        "    tell:\n      - {channel: mail, to: [ranger@example.org]}\n",
                        "",
                        2,
                        "'tell' is missing",
                        "Who is told"),
                in(
                        "one rule that is no list",
                        RULES,
                        "  - id:",
                        "    id:",
                        1,
                        "'rules' is a block of keys, but must be a list",
                        "[one, two]"),
                in(
                        "a key twice",
                        RULES,
                        "    coolDown: PT10M",
                        "    coolDown: PT10M\n    coolDown: PT20M",
                        5,
                        "'coolDown' stands here twice",
                        "Remove one"),
                in(
                        "a line too far to the left",
                        RULES,
                        "    coolDown",
                        "   coolDown",
                        4,
                        "indentation",
                        "same column"),
                in(
                        "a line too far to the right",
                        RULES,
                        "    coolDown",
                        "      coolDown",
                        4,
                        "indentation",
                        "same column"));
    }

    private static Stream<WrongEdit> cameras() {
        return Stream.of(
                in(
                        "a pattern that does not close",
                        PROFILE,
                        "'^north/'",
                        "'^(north/'",
                        2,
                        "The pattern is wrong near its character",
                        "regular expression"),
                in(
                        "a second pattern that is wrong",
                        PROFILE,
                        "identity: [folder]",
                        "extract:\n  - 'a'\n  - 'b['\nidentity: [folder]",
                        5,
                        "The pattern is wrong near its character",
                        "regular expression"),
                in(
                        "a backslash in double quotes",
                        PROFILE,
                        "'^north/'",
                        "\"\\d+\"",
                        2,
                        "backslash",
                        "single quotes"),
                in(
                        "an unknown identity",
                        PROFILE,
                        "[folder]",
                        "[folders]",
                        3,
                        "is 'folders', which is not known",
                        "Did you mean 'folder'"),
                in(
                        "a key misspelt",
                        PROFILE,
                        "name: north",
                        "name: north\nprioritiy: 1",
                        2,
                        "'prioritiy' is not known",
                        "Did you mean 'priority'"),
                in("no name", PROFILE, "name: north\n", "", 1, "'name' is missing", "Unique"),
                in(
                        "text instead of a block",
                        PROFILE,
                        "match: {path: '^north/'}",
                        "match: '^north/'",
                        2,
                        "'match' is text, but must be a block of keys",
                        "key: value"),
                in(
                        "a time format that is none",
                        DIALECT,
                        "dd/MM/yyyy HH:mm:ss",
                        "dd/MM/yyyy HH:mm:ss foo",
                        2,
                        "The time format is wrong",
                        "dd/MM/yyyy HH:mm:ss"),
                in(
                        "a time without format",
                        DIALECT,
                        "timeFormat: dd/MM/yyyy HH:mm:ss\n",
                        "",
                        1,
                        "needs a timeFormat",
                        "dd/MM/yyyy"),
                in(
                        "no key for the device",
                        DIALECT,
                        "device: IMEI, ",
                        "",
                        3,
                        "'device' is missing",
                        "IMEI"),
                in(
                        "an unknown field",
                        DIALECT,
                        "time: Date",
                        "time: Date, batery: B",
                        3,
                        "'batery' is not known",
                        "Did you mean 'battery'"));
    }

    private static Stream<WrongEdit> routes() {
        return Stream.of(
                in(
                        "an unknown step",
                        ROUTE,
                        "- log: hello",
                        "- lgo: hello",
                        6,
                        "Camel cannot run it",
                        "lgo"),
                in(
                        "an unknown component",
                        ROUTE,
                        "direct:mine.hello",
                        "drect:mine.hello",
                        4,
                        "Camel cannot run it",
                        "drect"),
                in(
                        "an unknown option",
                        ROUTE,
                        "- log: hello",
                        "- to: log:x?showAl=true",
                        6,
                        "Camel cannot run it",
                        "showAl"),
                in(
                        "a variable that is not set",
                        ROUTE,
                        "- log: hello",
                        "- to: \"log:{{env:NO_SUCH_NAME}}\"",
                        6,
                        "Camel cannot run it",
                        "NO_SUCH_NAME"),
                in(
                        "a password in an address",
                        ROUTE,
                        "- log: hello",
                        "- to: file:x?passwort=hunter2",
                        6,
                        "Camel cannot run it",
                        "passwort"),
                in(
                        "an id of Trapline's own",
                        ROUTE,
                        "id: mine.hello",
                        "id: source.inbox",
                        2,
                        "'source.inbox' is one of Trapline's own",
                        "another id"),
                in("a tab", ROUTE, "      steps:", "\tsteps:", 5, "tab", "spaces"),
                whole("nothing", ROUTE, "# later\n", 1, "The file is empty", "remove the file"));
    }

    private static Stream<WrongEdit> motion() {
        return Stream.of(
                whole(
                        "a corner outside of the picture",
                        MOTION,
                        "motion:\n  - look: ['0,0 1.5,0 1,1']\n",
                        2,
                        "corners outside of the picture",
                        "from 0 to 1"),
                whole(
                        "an area of two corners",
                        MOTION,
                        "motion:\n  - look: ['0,0 1,0']\n",
                        2,
                        "is not written as it must be: '0,0 1,0'"),
                whole(
                        "a sensitivity in percent",
                        MOTION,
                        "motion:\n  - sensitivity: 50\n",
                        2,
                        "'sensitivity' is too large: '50'"),
                whole(
                        "a camera in two entries",
                        MOTION,
                        "motion:\n  - cameras: [north]\n  - cameras: [north]\n",
                        3,
                        "The camera 'north' stands here twice"),
                whole(
                        "two entries for all others",
                        MOTION,
                        "motion:\n  - smallest: 0.1\n  - smallest: 0.2\n",
                        3,
                        "Two entries name no cameras"));
    }

    private static Stream<WrongEdit> anyFile() {
        return Stream.of(
                whole("a tab", RULES, "rules:\n\t- id: x\n", 2, "tab", "Indent with spaces"),
                whole("nothing at all", RULES, "", 1, "The file is empty", "rules: []"),
                whole(
                        "only comments",
                        SOURCES,
                        "# nothing yet\n",
                        1,
                        "The file is empty",
                        "sources: []"),
                whole(
                        "another key at the top",
                        CHANNELS,
                        "chanels: []\n",
                        1,
                        "'chanels' is not known",
                        "Did you mean 'channels'"),
                whole(
                        "a list at the top",
                        RULES,
                        "- id: x\n",
                        1,
                        "The file is a list, but must be a block of keys"),
                whole("half a file", RULES, "rules:\n  - id: peo", 2, "'tell' is missing"),
                whole(
                        "a quote that does not close",
                        RULES,
                        "rules:\n  - id: \"people\n    tell: []\n",
                        2,
                        "never closed",
                        "Close it"),
                whole(
                        "a bracket that does not close",
                        RULES,
                        "rules: [\n",
                        2,
                        "bracket that closes",
                        "Add it"),
                whole(
                        "no colon",
                        RULES,
                        "rules\n  - id: x\nother: 1\n",
                        2,
                        "colon",
                        "line above lacks its colon"),
                whole(
                        "two documents",
                        RULES,
                        "rules: []\n---\nrules: []\n",
                        2,
                        "second document",
                        "two files"),
                whole(
                        "an invisible character",
                        RULES,
                        "rules: []\n# \u0007\n",
                        2,
                        "cannot be seen",
                        "Remove it"),
                whole("a wild star", RULES, "rules: *all\n", 1, "anchor", "quotes"));
    }
}

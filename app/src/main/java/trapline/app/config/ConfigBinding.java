package trapline.app.config;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import trapline.alert.Rule;
import trapline.camera.CameraProfile;
import trapline.camera.ReportDialect;
import trapline.capture.Source;
import trapline.delivery.Channel;
import trapline.delivery.Patience;
import trapline.project.Project;

/** Turns files that fit their schemas into records, and notes what a schema cannot say. */
final class ConfigBinding {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s<>,;\"]{1,64}@[A-Za-z0-9.-]{1,253}");

    List<SourceConfig> sources(Fields file, List<ConfigProblem> problems) {
        var sources = new ArrayList<SourceConfig>();
        var ids = new HashSet<String>();
        var users = new HashSet<String>();
        for (var fields : file.items("sources")) {
            unique(fields, ids);
            source(fields, users).ifPresent(sources::add);
        }
        return sources;
    }

    private static Optional<SourceConfig> source(Fields fields, Set<String> users) {
        var accounts = fields.items("accounts");
        var source =
                new Source(
                        fields.text("id").orElseThrow(),
                        fields.text("project").orElse(Project.DEFAULT),
                        fields.zone("zone"),
                        fields.text("newCameras").orElse("pending").equals("approved"),
                        fields.duration("freshFor", FRESH),
                        accounts.stream()
                                .filter(account -> account.flag("camera"))
                                .map(account -> account.text("user").orElseThrow())
                                .collect(Collectors.toSet()));
        var grace = fields.duration("truncatedGrace", GRACE);
        var delete = fields.text("after").orElse("delete").equals("delete");
        switch (fields.text("kind").orElseThrow()) {
            case "ftps-server" -> {
                var logins = new ArrayList<SourceConfig.Account>();
                for (var account : accounts) {
                    var user = account.text("user").orElseThrow();
                    if (!users.add(user)) {
                        account.wrong(
                                "user",
                                "Two accounts are called '%s'.".formatted(user),
                                "Give each its own name.");
                    }
                    account.secret("password")
                            .ifPresent(
                                    password ->
                                            logins.add(new SourceConfig.Account(user, password)));
                }
                return Optional.of(new SourceConfig.FtpsServerSource(source, grace, logins));
            }
            case "folder" -> {
                return Optional.of(
                        new SourceConfig.FolderSource(
                                source,
                                fields.text("path").orElseThrow(),
                                delete,
                                fields.duration("quietTime", QUIET),
                                grace));
            }
            default -> {
                var implicit = fields.text("security").orElse("explicit").equals("implicit");
                var folders = fields.texts("folders");
                return fields.secret("password")
                        .map(
                                password ->
                                        new SourceConfig.FtpsPullSource(
                                                source,
                                                fields.text("host").orElseThrow(),
                                                fields.whole("port").orElse(implicit ? 990 : 21),
                                                implicit,
                                                fields.text("user").orElseThrow(),
                                                password,
                                                folders.isEmpty() ? List.of("/") : folders,
                                                fields.text("fingerprint")
                                                        .map(ConfigBinding::hexadecimal),
                                                delete,
                                                fields.duration("poll", POLL),
                                                fields.duration("quietTime", QUIET),
                                                grace));
            }
        }
    }

    List<Channel> channels(Fields file, List<ConfigProblem> problems) {
        var channels = new ArrayList<Channel>();
        var ids = new HashSet<String>();
        for (var fields : file.items("channels")) {
            unique(fields, ids);
            try {
                channel(fields).ifPresent(channels::add);
            } catch (IllegalArgumentException e) {
                fields.wrong(
                        "",
                        "This cannot be used: %s.".formatted(e.getMessage()),
                        "Correct the channel.");
            }
        }
        return channels;
    }

    private static Optional<? extends Channel> channel(Fields fields) {
        var id = fields.text("id").orElseThrow();
        var timeout = fields.duration("timeout", TIMEOUT);
        var console = fields.text("consoleUrl").flatMap(url -> address(fields, "consoleUrl", url));
        if (fields.text("kind").orElseThrow().equals("webhook")) {
            return fields.resolved("url")
                    .flatMap(url -> address(fields, "url", url))
                    .map(
                            url ->
                                    new Channel.Webhook(
                                            id,
                                            url,
                                            fields.secret("secret"),
                                            console,
                                            timeout,
                                            Patience.DEFAULT));
        }
        var security =
                Channel.Security.valueOf(
                        fields.text("security").orElse("starttls").toUpperCase(Locale.ROOT));
        return port(fields, security)
                .map(
                        port ->
                                new Channel.Email(
                                        id,
                                        fields.text("host").orElseThrow(),
                                        port,
                                        security,
                                        fields.resolved("username"),
                                        fields.secret("password"),
                                        fields.text("from").orElseThrow(),
                                        fields.text("replyTo"),
                                        console,
                                        timeout,
                                        Patience.DEFAULT));
    }

    private static Optional<Integer> port(Fields fields, Channel.Security security) {
        var usual =
                switch (security) {
                    case NONE -> "25";
                    case STARTTLS -> "587";
                    case TLS -> "465";
                };
        var port = fields.text("port").isPresent() ? fields.resolved("port") : Optional.of(usual);
        var valid =
                port.filter(p -> p.matches("\\d{1,5}"))
                        .map(Integer::parseInt)
                        .filter(p -> p >= 1 && p <= 65535);
        if (port.isPresent() && valid.isEmpty()) {
            fields.wrong("port", "'port' is no port.", "Use a number from 1 to 65535.");
        }
        return valid;
    }

    List<Rule> rules(Fields file, List<Channel> channels, List<ConfigProblem> problems) {
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (var fields : file.items("rules")) {
            unique(fields, ids);
            var when = fields.at("when");
            rules.add(
                    new Rule(
                            fields.text("id").orElseThrow(),
                            fields.text("project").orElse(Project.DEFAULT),
                            Set.copyOf(when.texts("labels")),
                            Set.copyOf(when.texts("categories")),
                            Set.copyOf(when.texts("cameras")),
                            Set.copyOf(when.texts("sites")),
                            when.text("hours").map(ConfigBinding::hours),
                            when.number("minConfidence").orElse(0.0),
                            when.whole("minCount").orElse(1),
                            fields.duration("coolDown", Duration.ZERO),
                            recipients(fields, channels)));
        }
        return rules;
    }

    private static List<Rule.Recipient> recipients(Fields rule, List<Channel> channels) {
        var recipients = new ArrayList<Rule.Recipient>();
        for (var tell : rule.items("tell")) {
            var id = tell.text("channel").orElseThrow();
            var channel = channels.stream().filter(c -> c.channelId().equals(id)).findFirst();
            if (channel.isEmpty()) {
                tell.wrong(
                        "channel",
                        "There is no channel '%s'.".formatted(id),
                        "Use an id from channels.yaml, or add the channel there.");
                continue;
            }
            var addresses = tell.texts("to");
            if (channel.get() instanceof Channel.Email) {
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
            var told = addresses.isEmpty() ? List.of(id) : addresses;
            told.forEach(address -> recipients.add(new Rule.Recipient(id, address)));
        }
        return recipients;
    }

    CameraProfile profile(Fields fields, List<ConfigProblem> problems) {
        var match = fields.at("match");
        try {
            return new CameraProfile(
                    fields.text("name").orElseThrow(),
                    match.text("path"),
                    match.text("make"),
                    match.text("model"),
                    fields.texts("extract"),
                    fields.texts("identity").stream()
                            .map(word -> CameraProfile.Identity.valueOf(constant(word)))
                            .toList(),
                    fields.texts("time").stream()
                            .map(word -> CameraProfile.Time.valueOf(constant(word)))
                            .toList(),
                    fields.texts("require").stream()
                            .map(word -> CameraProfile.Requirement.valueOf(constant(word)))
                            .collect(Collectors.toSet()),
                    fields.whole("priority").orElse(0));
        } catch (IllegalArgumentException e) {
            fields.wrong(
                    "match",
                    "A pattern is wrong: " + e.getMessage() + ".",
                    "Correct the regular expression.");
            return null;
        }
    }

    ReportDialect dialect(Fields fields, List<ConfigProblem> problems) {
        var keys = fields.at("fields");
        try {
            return new ReportDialect(
                    fields.text("name").orElseThrow(),
                    fields.text("recognisedBy"),
                    keys.text("device").orElseThrow(),
                    keys.text("signal"),
                    keys.text("temperature"),
                    keys.text("battery"),
                    keys.text("storage"),
                    keys.text("position"),
                    keys.text("total"),
                    keys.text("sent"),
                    keys.text("time"),
                    fields.text("timeFormat"));
        } catch (IllegalArgumentException e) {
            fields.wrong(
                    "timeFormat",
                    "The time format is wrong: " + e.getMessage() + ".",
                    "Write it like dd/MM/yyyy HH:mm:ss.");
            return null;
        }
    }

    private static void unique(Fields fields, Set<String> ids) {
        var id = fields.text("id").orElseThrow();
        if (!ids.add(id)) {
            fields.wrong(
                    "id", "The id '%s' stands here twice.".formatted(id), "Choose another id.");
        }
    }

    private static Rule.HourWindow hours(String window) {
        return new Rule.HourWindow(
                LocalTime.parse(window.substring(0, 5)), LocalTime.parse(window.substring(6)));
    }

    private static Optional<URI> address(Fields fields, String name, String url) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Said below; the value itself may hold a token and is not repeated.
        }
        fields.wrong(
                name,
                "'%s' is no web address.".formatted(name),
                "Write it like https://example.org/path.");
        return Optional.empty();
    }

    private static String hexadecimal(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

package trapline.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import trapline.capture.Source;
import trapline.project.Project;

/** Turns a sources.yaml that fits its schema into records, and notes what a schema cannot say. */
final class SourceBinding {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

    private final Path data;

    /**
     * @param data the data folder, in which relative folders lie
     */
    SourceBinding(Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    List<SourceConfig> sources(Fields file) {
        var sources = new ArrayList<SourceConfig>();
        var ids = new HashSet<String>();
        var users = new HashSet<String>();
        var folders = new SourceFolders(data);
        var routes = new RouteNames();
        for (var fields : file.items("sources")) {
            fields.unique("id", ids);
            routes.add(fields);
            source(fields, users, folders).ifPresent(sources::add);
        }
        return sources;
    }

    private static Optional<? extends SourceConfig> source(
            Fields fields, Set<String> users, SourceFolders folders) {
        return switch (fields.text("kind").orElseThrow()) {
            case "ftps-server" -> Optional.of(server(fields, users));
            case "folder" -> Optional.of(folder(fields, folders));
            default -> pull(fields);
        };
    }

    private static SourceConfig.FtpsServerSource server(Fields fields, Set<String> users) {
        var logins = new ArrayList<SourceConfig.Account>();
        for (var account : fields.items("accounts")) {
            var user = account.text("user").orElseThrow();
            // Each has a folder of its name, and not every disk tells upper from lower case.
            if (!users.add(user.toLowerCase(Locale.ROOT))) {
                account.wrong(
                        "user",
                        "Two accounts are called '%s'.".formatted(user),
                        "Give each its own name; upper and lower case do not count.");
            }
            account.secret("password")
                    .ifPresent(password -> logins.add(new SourceConfig.Account(user, password)));
        }
        return new SourceConfig.FtpsServerSource(common(fields), grace(fields), logins);
    }

    private static SourceConfig.FolderSource folder(Fields fields, SourceFolders folders) {
        folders.add(fields);
        return new SourceConfig.FolderSource(
                common(fields),
                fields.text("path").orElseThrow(),
                after(fields),
                fields.duration("quietTime", QUIET),
                grace(fields));
    }

    private static Optional<SourceConfig.FtpsPullSource> pull(Fields fields) {
        var implicit = fields.text("security").orElse("explicit").equals("implicit");
        var folders = fields.texts("folders");
        var poll = fields.duration("poll", POLL);
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            fields.wrong("poll", "'poll' is too short.", "Use at least PT0.1S; PT2S is usual.");
        }
        fields.texts("folders").stream()
                .filter(folder -> folders.indexOf(folder) != folders.lastIndexOf(folder))
                .findFirst()
                .ifPresent(
                        folder ->
                                fields.wrong(
                                        "folders",
                                        "The folder '%s' stands here twice.".formatted(folder),
                                        "Remove one of them."));
        return fields.secret("password")
                .map(
                        password ->
                                new SourceConfig.FtpsPullSource(
                                        common(fields),
                                        fields.text("host").orElseThrow(),
                                        fields.whole("port").orElse(implicit ? 990 : 21),
                                        implicit,
                                        fields.text("user").orElseThrow(),
                                        password,
                                        folders.isEmpty() ? List.of("/") : folders,
                                        fields.text("fingerprint").map(SourceBinding::hexadecimal),
                                        after(fields),
                                        poll,
                                        fields.duration("quietTime", QUIET),
                                        grace(fields)));
    }

    private static Source common(Fields fields) {
        return new Source(
                fields.text("id").orElseThrow(),
                fields.text("project").orElse(Project.DEFAULT),
                fields.zone("zone"),
                fields.text("newCameras").orElse("pending").equals("approved"),
                fields.duration("freshFor", FRESH),
                fields.items("accounts").stream()
                        .filter(account -> account.flag("camera"))
                        .map(account -> account.text("user").orElseThrow())
                        .collect(Collectors.toSet()));
    }

    private static Duration grace(Fields fields) {
        return fields.duration("truncatedGrace", GRACE);
    }

    private static SourceConfig.After after(Fields fields) {
        return SourceConfig.After.valueOf(
                fields.text("after").orElse("delete").toUpperCase(Locale.ROOT));
    }

    private static String hexadecimal(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }
}

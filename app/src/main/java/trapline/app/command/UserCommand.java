package trapline.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.api.access.Account;
import trapline.api.access.Role;
import trapline.app.database.Secrets;

/** Makes people, beside a running server. */
@Command(
        name = "user",
        description = "Make users and give them what they may do. The server must be running.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    private static final int MOST_LISTED = 1000;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add, password or list.");
    }

    @Command(
            name = "add",
            description = "Add a user, or give one a role in a project.",
            mixinStandardHelpOptions = true)
    void add(
            @Parameters(paramLabel = "EMAIL", description = "What they log in with.") String email,
            @Option(names = "--server-admin", description = "May do everything, in every project.")
                    boolean serverAdmin,
            @Option(
                            names = "--project",
                            description = "Default: default.",
                            defaultValue = "default")
                    String project,
            @Option(
                            names = "--role",
                            description = "viewer, analyst or admin. Default: viewer.",
                            defaultValue = "viewer")
                    String role) {
        var given = Role.of(role.toLowerCase(Locale.ROOT));
        try (var people = People.beside(System.getenv())) {
            var known = people.accounts().find(email);
            var password = Secrets.random();
            Account account;
            if (known.isPresent()) {
                account = known.get();
            } else if (serverAdmin) {
                account = people.accounts().createServerAdmin(email, password);
            } else {
                account = people.accounts().create(email, password);
            }
            if (!serverAdmin) {
                var where = people.projects().named(project);
                people.accounts().grant(account.accountId(), where.projectId(), given);
            }
            if (known.isEmpty()) {
                say("%s can log in with the password %s".formatted(email, password));
                say("It is shown this once. ./trapline user password sets another.");
            } else {
                say("%s is now %s in %s.".formatted(email, role, project));
            }
        }
    }

    @Command(
            name = "password",
            description = "Give a user a new password. Their sessions end.",
            mixinStandardHelpOptions = true)
    void password(@Parameters(paramLabel = "EMAIL", description = "Whose.") String email) {
        try (var people = People.beside(System.getenv())) {
            var account =
                    people.accounts()
                            .find(email)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "There is no user %s.".formatted(email)));
            var password = Secrets.random();
            people.accounts().changePassword(account.accountId(), password);
            say("The new password of %s is %s".formatted(email, password));
        }
    }

    @Command(name = "list", description = "List all users.", mixinStandardHelpOptions = true)
    void list() {
        try (var people = People.beside(System.getenv())) {
            var projects =
                    people.projects().all().stream()
                            .collect(Collectors.toMap(p -> p.projectId(), p -> p.name()));
            for (var account : people.accounts().byEmail(MOST_LISTED)) {
                var roles =
                        people.accounts().roles(account.accountId()).entrySet().stream()
                                .map(Map.Entry::getKey)
                                .map(projects::get)
                                .collect(Collectors.joining(", "));
                say(
                        "%-40s %s"
                                .formatted(
                                        account.email(),
                                        account.serverAdmin() ? "server admin" : roles));
            }
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

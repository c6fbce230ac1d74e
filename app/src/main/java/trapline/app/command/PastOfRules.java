package trapline.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import trapline.alert.CheckStep;
import trapline.alert.DryRun;
import trapline.alert.Rule;
import trapline.alert.StoredPast;
import trapline.app.config.DryRunWords;
import trapline.app.event.OwnExpressions;
import trapline.camera.Cameras;
import trapline.condition.InstallationFacts;
import trapline.project.Identifiers;
import trapline.project.Projects;

/** What rules would have sent, by the database of a server that runs in another process. */
final class PastOfRules implements AutoCloseable {
    private final SingleConnectionDataSource database;
    private final OwnExpressions expressions = new OwnExpressions();
    private final Clock clock = Clock.systemUTC();
    private final Projects projects;
    private final DryRun dryRun;

    private PastOfRules(SingleConnectionDataSource database) {
        this.database = database;
        var jdbc = JdbcClient.create(database);
        var identifiers = new Identifiers();
        projects = new Projects(jdbc, identifiers, clock);
        dryRun =
                new DryRun(
                        new CheckStep.Facts(
                                jdbc,
                                projects,
                                new Cameras(jdbc, identifiers),
                                PastOfRules::notKept,
                                ZoneId.systemDefault()),
                        new StoredPast(jdbc),
                        expressions);
    }

    private static InstallationFacts notKept() {
        throw new IllegalStateException("how the installation was is not kept");
    }

    /**
     * @throws IllegalStateException if no server runs, or its database does not let us in
     */
    static PastOfRules beside(Map<String, String> environment) {
        return new PastOfRules(People.database(environment));
    }

    /**
     * @throws IllegalArgumentException if there is no such rule or project, or it cannot be tried
     */
    void tell(List<Rule> rules, String ruleId, int days, PrintWriter out) {
        var rule =
                rules.stream()
                        .filter(r -> r.ruleId().equals(ruleId))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no rule %s in rules.yaml."
                                                        .formatted(ruleId)));
        var project =
                projects.find(rule.project())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no project %s yet."
                                                        .formatted(rule.project())));
        var until = clock.instant();
        var result =
                dryRun.run(rule, project.projectId(), until.minus(Duration.ofDays(days)), until);
        result.examples()
                .forEach(e -> out.println("%s  %s  %s".formatted(e.at(), e.place(), e.about())));
        out.println(DryRunWords.said(result, days));
        out.flush();
    }

    @Override
    public void close() {
        expressions.close();
        database.destroy();
    }
}

package trapline.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import trapline.alert.DryRun;
import trapline.alert.Rule;
import trapline.alert.RuleDefinitions;
import trapline.alert.RuleDefinitions.Definition;
import trapline.alert.Rules;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.rule.DryRunView;
import trapline.api.rule.RuleBook;
import trapline.api.rule.RuleView;
import trapline.project.Project;
import trapline.project.Projects;

/**
 * Rules that were made through the API, beside those of the file. They are read anew when they or
 * the configuration change, on every server; one that can no longer be used counts no more, and
 * says why.
 */
class MadeRules implements RuleBook {
    private static final Logger log = LoggerFactory.getLogger(MadeRules.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 1000;

    private final RouteConfig config;
    private final RuleDefinitions definitions;
    private final Rules rules;
    private final DryRun dryRun;
    private final Projects projects;
    private final Clock clock;
    private final RuleText text = new RuleText();

    private Optional<ConfigSnapshot> seenConfig = Optional.empty();
    private List<Definition> seen = List.of();
    private Map<String, String> problems = Map.of();

    MadeRules(
            RouteConfig config,
            RuleDefinitions definitions,
            Rules rules,
            DryRun dryRun,
            Projects projects,
            Clock clock) {
        this.config = config;
        this.definitions = definitions;
        this.rules = rules;
        this.dryRun = dryRun;
        this.projects = projects;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void look() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException e) {
            // The stages say that the database is away; the next look comes in a moment.
            log.debug("The rules made through the API could not be read", e);
        }
    }

    private synchronized void refresh() {
        var now = config.current();
        var stored = definitions.all();
        if (stored.equals(seen) && seenConfig.filter(now::equals).isPresent()) {
            return;
        }
        var usable = new ArrayList<Rule>();
        var found = new HashMap<String, String>();
        for (var definition : stored) {
            try {
                usable.add(text.read(tree(definition.definition()), now));
            } catch (ConfigInvalid e) {
                var why = e.problems().get(0).what();
                found.put(definition.ruleId(), why);
                if (!why.equals(problems.get(definition.ruleId()))) {
                    log.error("The rule {} does not count: {}", definition.ruleId(), why);
                }
            }
        }
        rules.replaceMade(usable);
        problems = Map.copyOf(found);
        seen = stored;
        seenConfig = Optional.of(now);
    }

    @Override
    public synchronized List<RuleView> all() {
        refresh();
        var views = new ArrayList<RuleView>();
        var snapshot = config.current();
        for (var rule : snapshot.rules()) {
            views.add(
                    new RuleView(
                            rule.ruleId(),
                            rule.project(),
                            "file",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            tree(snapshot.boundRules().definitions().get(rule.ruleId()))));
        }
        for (var definition : seen) {
            if (!snapshot.boundRules().definitions().containsKey(definition.ruleId())) {
                views.add(view(definition));
            }
        }
        views.sort(Comparator.comparing(RuleView::ruleId));
        return views;
    }

    @Override
    public RuleView add(Project project, ObjectNode rule, String by) {
        var bound = checked(project, rule);
        if (definitions.all().size() >= MOST) {
            throw new Conflict("There are %d rules already.".formatted(MOST));
        }
        if (config.current().boundRules().definitions().containsKey(bound.ruleId())
                || !definitions.add(project.projectId(), bound.ruleId(), rule.toString(), by)) {
            throw new Conflict("There is a rule '%s' already.".formatted(bound.ruleId()));
        }
        log.info("The rule {} was made by {}", bound.ruleId(), by);
        return find(bound.ruleId()).orElseThrow();
    }

    @Override
    public RuleView change(
            Project project, String ruleId, int version, ObjectNode rule, String by) {
        rule.put("id", ruleId);
        checked(project, rule);
        if (!definitions.change(ruleId, version, rule.toString(), by)) {
            throw changedMeanwhile();
        }
        log.info("The rule {} was changed by {}", ruleId, by);
        return find(ruleId).orElseThrow();
    }

    @Override
    public void remove(String ruleId, int version) {
        if (!definitions.remove(ruleId, version)) {
            throw changedMeanwhile();
        }
        log.info("The rule {} was removed", ruleId);
        refresh();
    }

    @Override
    public DryRunView dryRun(Project project, ObjectNode rule, int days) {
        var bound = checked(project, rule);
        var until = clock.instant();
        var from = until.minus(Duration.ofDays(days));
        try {
            var result = dryRun.run(bound, project.projectId(), from, until);
            return new DryRunView(
                    DryRunWords.said(result, days),
                    from,
                    until,
                    result.held(),
                    result.alerts(),
                    result.messages(),
                    result.complete(),
                    result.examples().stream()
                            .map(e -> new DryRunView.Example(e.at(), e.about(), e.place()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("rule", e.getMessage());
        }
    }

    private Rule checked(Project project, ObjectNode rule) {
        var named = rule.path("project");
        if (!named.isMissingNode() && !named.asText().equals(project.name())) {
            throw new InvalidInput("rule.project", "must be left out, or be " + project.name());
        }
        rule.put("project", project.name());
        try {
            return text.read(rule, config.current());
        } catch (ConfigInvalid e) {
            throw new InvalidInput(
                    e.problems().stream()
                            .map(
                                    problem ->
                                            new InvalidInput.Field(
                                                    problem.file(),
                                                    problem.what() + " " + problem.howToFix()))
                            .toList());
        }
    }

    private static Conflict changedMeanwhile() {
        return new Conflict("Somebody has changed this rule meanwhile. Look at it again.");
    }

    private RuleView view(Definition definition) {
        var project = projects.find(definition.projectId()).map(Project::name).orElse("");
        return new RuleView(
                definition.ruleId(),
                project,
                "api",
                Optional.of(definition.version()),
                Optional.of(definition.changedBy()),
                Optional.of(definition.changedAt()),
                Optional.ofNullable(problems.get(definition.ruleId())),
                tree(definition.definition()));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule that was kept is no JSON", e);
        }
    }
}

package trapline.testing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import trapline.alert.Digest;
import trapline.alert.Rule;
import trapline.alert.Telling;
import trapline.alert.Told;
import trapline.condition.Condition;
import trapline.condition.HourWindow;
import trapline.condition.Scope;
import trapline.condition.Seen;
import trapline.event.Severity;

/** A rule with everything open that a test does not close, which tells one ranger by mail. */
public final class TestRule {
    private final String id;
    private String project = "default";
    private Set<String> labels = Set.of();
    private Set<String> taxa = Set.of();
    private Set<String> categories = Set.of();
    private Set<String> cameras = Set.of();
    private Set<String> sites = Set.of();
    private Set<String> tags = Set.of();
    private Optional<HourWindow> hours = Optional.empty();
    private Set<DayOfWeek> days = Set.of();
    private double minConfidence;
    private int minCount = 1;
    private OptionalInt maxCount = OptionalInt.empty();
    private int minGroup = 1;
    private Optional<Period> notSeenFor = Optional.empty();
    private Optional<MonthDay> firstSince = Optional.empty();
    private Optional<Condition> condition = Optional.empty();
    private Severity severity = Severity.INFO;
    private Rule.CoolDown coolDown = Rule.CoolDown.NONE;
    private List<Told> told =
            List.of(new Told.Always(new Rule.Recipient("mail", "ranger@example.org")));
    private List<Telling.Next> escalation = List.of();
    private Optional<Digest> digest = Optional.empty();

    public TestRule() {
        this("rule");
    }

    public TestRule(String id) {
        this.id = id;
    }

    public TestRule project(String value) {
        project = value;
        return this;
    }

    public TestRule labels(String... values) {
        labels = Set.of(values);
        return this;
    }

    public TestRule taxa(String... values) {
        taxa = Set.of(values);
        return this;
    }

    public TestRule categories(String... values) {
        categories = Set.of(values);
        return this;
    }

    public TestRule cameras(String... values) {
        cameras = Set.of(values);
        return this;
    }

    public TestRule sites(String... values) {
        sites = Set.of(values);
        return this;
    }

    public TestRule tags(String... values) {
        tags = Set.of(values);
        return this;
    }

    public TestRule hours(LocalTime from, LocalTime until) {
        hours = Optional.of(new HourWindow(from, until));
        return this;
    }

    public TestRule days(DayOfWeek... values) {
        days = Set.of(values);
        return this;
    }

    public TestRule minConfidence(double value) {
        minConfidence = value;
        return this;
    }

    public TestRule minCount(int value) {
        minCount = value;
        return this;
    }

    public TestRule maxCount(int value) {
        maxCount = OptionalInt.of(value);
        return this;
    }

    public TestRule minGroup(int value) {
        minGroup = value;
        return this;
    }

    public TestRule notSeenFor(Period value) {
        notSeenFor = Optional.of(value);
        return this;
    }

    public TestRule firstSince(MonthDay value) {
        firstSince = Optional.of(value);
        return this;
    }

    /** In place of what is seen. */
    public TestRule when(Condition value) {
        condition = Optional.of(value);
        return this;
    }

    public TestRule severity(Severity value) {
        severity = value;
        return this;
    }

    public TestRule coolDown(Duration value) {
        coolDown = new Rule.CoolDown(value, false);
        return this;
    }

    public TestRule coolDownUntilGone(Duration value) {
        coolDown = new Rule.CoolDown(value, true);
        return this;
    }

    public TestRule tells(Told... values) {
        told = List.of(values);
        return this;
    }

    public TestRule tells(List<Rule.Recipient> values) {
        told = values.stream().<Told>map(Told.Always::new).toList();
        return this;
    }

    public TestRule nobody() {
        told = List.of();
        return this;
    }

    public TestRule escalates(Telling.Next... values) {
        escalation = List.of(values);
        return this;
    }

    public TestRule digest(Digest value) {
        digest = Optional.of(value);
        return this;
    }

    /** What is seen, alone. */
    public Seen seen() {
        return new Seen(
                labels,
                taxa,
                categories,
                minConfidence,
                minCount,
                maxCount,
                minGroup,
                hours,
                days,
                notSeenFor,
                firstSince);
    }

    public Rule build() {
        return new Rule(
                id,
                project,
                new Scope(cameras, sites, tags),
                condition.orElseGet(this::seen),
                severity,
                coolDown,
                new Telling(told, escalation, digest));
    }
}

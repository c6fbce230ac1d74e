package trapline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import trapline.app.config.ConfigCheck;

/** What the documents say is what the program does. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A fenced YAML block whose first line names the file that it is. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\n# route-config/(\\S+)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern SECRET_FILE = Pattern.compile("\\{\\{file:[^}]+}}");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{env:(\\w+)}}");
    private static final Pattern PYTHON = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern METRIC =
            Pattern.compile("(?:builder|counter)\\(\\s*\"(trapline\\.[a-z.]+)\"");

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheUserGuidePassesTheCheck() throws IOException {
        var guide = Files.readString(ROOT.resolve("docs/user-guide.md"));
        var examples = EXAMPLE.matcher(guide).results().toList();
        assertThat(examples).hasSizeGreaterThan(8);

        var tests = new ArrayList<DynamicTest>();
        for (var i = 0; i < examples.size(); i++) {
            var files = new TreeMap<String, String>();
            put(files, examples.get(i));
            // Rules name the channels and people of the examples before them; people, channels.
            for (var before = i;
                    before > 0 && !files.containsKey("channels.yaml") && names(files);
                    before--) {
                put(files, examples.get(before - 1));
            }
            var name = "%d: %s".formatted(i + 1, files.keySet());
            var place = folder.resolve(String.valueOf(i));
            tests.add(DynamicTest.dynamicTest(name, () -> check(place, files)));
        }
        return tests.stream();
    }

    @Test
    void everySettingStandsInAGuide() throws IOException {
        var guide =
                Files.readString(ROOT.resolve("docs/operator-guide.md"))
                        + Files.readString(ROOT.resolve("docs/model-service.md"));

        assertThat(settings())
                .hasSizeGreaterThan(30)
                .allSatisfy(setting -> assertThat(guide).contains("`" + setting + "`"));
    }

    @Test
    void everyMetricIsExplainedAndOnTheDashboard() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/metrics.md"));
        var dashboard =
                Files.readString(ROOT.resolve("monitoring/grafana/dashboards/trapline.json"));

        assertThat(metrics())
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        metric -> {
                            assertThat(page).contains("`" + metric);
                            assertThat(dashboard).contains(metric);
                        });
    }

    @Test
    void everyLinkBetweenTheDocumentsLeadsSomewhere() throws IOException {
        var dead = new ArrayList<String>();
        for (var document : documents()) {
            var text = FENCED.matcher(Files.readString(document)).replaceAll("");
            LINK.matcher(text)
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.startsWith("http"))
                    .filter(link -> !Files.exists(document.resolveSibling(link)))
                    .forEach(link -> dead.add(ROOT.relativize(document) + ": " + link));
        }

        assertThat(dead).isEmpty();
    }

    /** Whether the exports work can only be seen with the weights; whether they parse, here. */
    @Test
    void thePythonOnThePagesOfTheModelsCanBeParsed() throws IOException, InterruptedException {
        assumeTrue(hasPython(), "Python is not there");
        var programs = 0;
        try (var pages = Files.list(ROOT.resolve("docs/models"))) {
            for (var page : pages.sorted().toList()) {
                for (var program : PYTHON.matcher(Files.readString(page)).results().toList()) {
                    var file = Files.writeString(folder.resolve("program.py"), program.group(1));
                    assertThat(python("import ast, sys; ast.parse(open(sys.argv[1]).read())", file))
                            .as(page.toString())
                            .isZero();
                    programs++;
                }
            }
        }
        assertThat(programs).isGreaterThan(3);
    }

    private boolean hasPython() throws InterruptedException {
        try {
            return python("", folder) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int python(String program, Path argument)
            throws IOException, InterruptedException {
        return new ProcessBuilder("python3", "-c", program, argument.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean names(Map<String, String> files) {
        return files.containsKey("rules.yaml") || files.containsKey("people.yaml");
    }

    private static void put(Map<String, String> files, MatchResult example) {
        files.put(example.group(1), example.group(2));
    }

    private void check(Path place, Map<String, String> files) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of some length");
        var environment = new TreeMap<String, String>();
        for (var file : files.entrySet()) {
            var text =
                    SECRET_FILE
                            .matcher(file.getValue())
                            .replaceAll("{{file:%s}}".formatted(secret));
            REFERENCE
                    .matcher(text)
                    .results()
                    .forEach(name -> environment.put(name.group(1), value(name.group(1))));
            var path = place.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        }

        assertThat(ConfigCheck.of(environment).problems(place)).isEmpty();
    }

    /** What a variable of this name may hold. */
    private static String value(String name) {
        return name.startsWith("TELEGRAM_")
                ? "123456789:AAexampleOfAToken0123456789012345"
                : "https://example.org/some/hook";
    }

    /** Every environment variable that a settings record reads. */
    private static Set<String> settings() {
        var records = new ClassPathScanningCandidateComponentProvider(false);
        records.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var variables = new TreeSet<String>();
        for (var found : records.findCandidateComponents("trapline")) {
            var record = type(found.getBeanClassName());
            var prefix = record.getAnnotation(ConfigurationProperties.class).value();
            Arrays.stream(record.getRecordComponents())
                    // A map for the demo, which nobody sets in the environment.
                    .filter(component -> component.getType() != Map.class)
                    .forEach(component -> variables.add(variable(prefix, component.getName())));
        }
        return variables;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was found a moment ago", e);
        }
    }

    private static String variable(String prefix, String name) {
        var words = name.replaceAll("([A-Z])", "_$1");
        return (prefix.replace('.', '_') + "_" + words).toUpperCase(Locale.ROOT);
    }

    private static Set<String> metrics() throws IOException {
        var metrics = new TreeSet<String>();
        for (var module : List.of("processors", "routes", "app", "api", "model-runner")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    METRIC.matcher(Files.readString(file))
                            .results()
                            .map(metric -> metric.group(1).replace('.', '_'))
                            .forEach(metrics::add);
                }
            }
        }
        return metrics;
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        documents.add(ROOT.resolve("README.md"));
        for (var place : List.of("docs", "docker", "monitoring")) {
            try (var files = Files.walk(ROOT.resolve(place))) {
                files.filter(f -> f.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }
}

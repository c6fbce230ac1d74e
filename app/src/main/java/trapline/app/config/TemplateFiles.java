package trapline.app.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import trapline.delivery.AlertTemplates;
import trapline.delivery.Words;

/** The admin's own texts of messages, one file each: {@code KIND} or {@code KIND.LANGUAGE}. */
final class TemplateFiles {
    static final String FOLDER = "message-templates";
    static final String ENDING = ".mustache";

    private TemplateFiles() {}

    /** The templates by name; what is wrong with them is noted. */
    static Map<String, String> check(Map<String, String> texts, List<ConfigProblem> problems) {
        var templates = new TreeMap<String, String>();
        texts.forEach(
                (path, text) -> {
                    if (path.startsWith(FOLDER + "/")) {
                        var file = path.substring(FOLDER.length() + 1);
                        var name = file.substring(0, file.length() - ENDING.length());
                        if (isKnown(name)) {
                            check(path, name, text, problems);
                            templates.put(name, text);
                        } else {
                            problems.add(unknown(path));
                        }
                    }
                });
        return templates;
    }

    private static boolean isKnown(String name) {
        var parts = name.split("\\.", 2);
        var known =
                AlertTemplates.KINDS.contains(parts[0])
                        && (parts.length == 1 || Words.LANGUAGES.contains(parts[1]));
        return known || AlertTemplates.isBody(name);
    }

    private static void check(String path, String name, String text, List<ConfigProblem> problems) {
        AlertTemplates.mistake(name, text)
                .ifPresent(
                        mistake ->
                                problems.add(
                                        new ConfigProblem(
                                                path,
                                                1,
                                                1,
                                                "The template cannot be understood: %s."
                                                        .formatted(mistake),
                                                "Close what is opened: {{#facts}} needs"
                                                        + " {{/facts}}.")));
    }

    private static ConfigProblem unknown(String path) {
        return new ConfigProblem(
                path,
                1,
                1,
                "No message has this name.",
                ("Call it KIND.mustache, KIND.LANGUAGE.mustache or webhook-NAME.mustache; kinds are"
                                + " %s, languages %s.")
                        .formatted(AlertTemplates.KINDS, Words.LANGUAGES));
    }
}

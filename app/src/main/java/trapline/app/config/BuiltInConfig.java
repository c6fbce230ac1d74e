package trapline.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The camera profiles and report dialects that travel with the application. */
final class BuiltInConfig {
    private static final String ROOT = "trapline/route-config/";

    private BuiltInConfig() {}

    /** What the folder holds, and the built-in files for each subfolder that it does not have. */
    static Map<String, String> complete(Map<String, String> texts) throws IOException {
        var complete = new TreeMap<>(texts);
        for (var folder : List.of("camera-profiles/", "report-dialects/")) {
            if (texts.keySet().stream().noneMatch(name -> name.startsWith(folder))) {
                add(folder, complete);
            }
        }
        return complete;
    }

    private static void add(String folder, Map<String, String> texts) throws IOException {
        var files =
                new PathMatchingResourcePatternResolver(BuiltInConfig.class.getClassLoader())
                        .getResources("classpath*:" + ROOT + folder + "*.yaml");
        for (var file : files) {
            texts.put(folder + file.getFilename(), file.getContentAsString(StandardCharsets.UTF_8));
        }
    }
}

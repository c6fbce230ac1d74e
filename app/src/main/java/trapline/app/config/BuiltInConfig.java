package trapline.app.config;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The camera profiles and report dialects that travel with the application. */
final class BuiltInConfig {
    private static final String ROOT = "trapline/route-config/";

    /** By folder. They are looked at each second and never change. */
    private static final Map<String, Map<String, String>> FILES =
            Stream.of("camera-profiles/", "report-dialects/")
                    .collect(toUnmodifiableMap(folder -> folder, BuiltInConfig::filesOf));

    private BuiltInConfig() {}

    /** What the folder holds, and the built-in files for each subfolder that it does not have. */
    static Map<String, String> complete(Map<String, String> texts) {
        var complete = new TreeMap<>(texts);
        FILES.forEach(
                (folder, files) -> {
                    if (texts.keySet().stream().noneMatch(name -> name.startsWith(folder))) {
                        complete.putAll(files);
                    }
                });
        return complete;
    }

    private static Map<String, String> filesOf(String folder) {
        try {
            var files =
                    new PathMatchingResourcePatternResolver(BuiltInConfig.class.getClassLoader())
                            .getResources("classpath*:" + ROOT + folder + "*.yaml");
            var texts = new TreeMap<String, String>();
            for (var file : files) {
                texts.put(
                        folder + file.getFilename(),
                        file.getContentAsString(StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("the files built in under " + folder, e);
        }
    }
}

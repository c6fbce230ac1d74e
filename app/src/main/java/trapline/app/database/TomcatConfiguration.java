package trapline.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps what Tomcat lays aside in the data folder. By itself it leaves a folder among the system's
 * temporary files at each start, and shows whatever lies in a folder "public" or "static" of the
 * place where the program was started.
 */
@Configuration
class TomcatConfiguration {
    static final String FOLDER = "tomcat";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatFolder(DataFolder data) {
        return factory -> {
            try {
                var folder = data.emptyFolder(FOLDER);
                factory.setBaseDirectory(folder.toFile());
                factory.setDocumentRoot(Files.createDirectory(folder.resolve("no-pages")).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The folder %s in the data folder cannot be made anew.".formatted(FOLDER),
                        e);
            }
        };
    }
}

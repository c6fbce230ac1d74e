package trapline.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.blob.BlobStore;
import trapline.blob.FolderBlobStore;
import trapline.project.Identifiers;
import trapline.project.Projects;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;

/** The API alone: a real server, a real database, and small stand-ins for the application. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@Import({ApiConfiguration.class, World.class})
class ApiServer {

    @Bean
    TestClock clock() {
        return TestClock.at("2026-03-01T12:00:00Z");
    }

    @Bean
    TestDatabase testDatabase() {
        return TestDatabase.fresh();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(TestDatabase database) {
        return database.dataSource();
    }

    @Bean
    Identifiers identifiers() {
        return new Identifiers();
    }

    @Bean
    Projects projects(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Projects(jdbc, identifiers, clock);
    }

    @Bean
    BlobStore blobs() throws IOException {
        var folder = Files.createTempDirectory("trapline-api-test");
        return new FolderBlobStore(folder.resolve("blobs"));
    }

    @Bean
    FakePictures pictures() {
        return new FakePictures();
    }

    static Path temporary(byte[] bytes) throws IOException {
        var file = Files.createTempFile("trapline-api-test", ".bin");
        Files.write(file, bytes);
        return file;
    }
}

package trapline.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.app.InstallationSettings;
import trapline.blob.BlobStore;
import trapline.blob.FolderBlobStore;

/** The data folder, the database in it or elsewhere, and the blobs. */
@Configuration
@EnableConfigurationProperties({DatabaseSettings.class, InstallationSettings.class})
class DatabaseConfiguration {
    private static final int CONNECT_SECONDS = 10;

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(InstallationSettings settings) throws IOException {
        return new DataFolder(settings.data());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${trapline.database.url:}'.isEmpty()")
    EmbeddedPostgres embeddedPostgres(DataFolder folder) throws IOException {
        return new EmbeddedPostgres(folder.folder("postgres"));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${trapline.database.url:}'.isEmpty()")
    HikariDataSource embeddedDataSource(EmbeddedPostgres postgres, DatabaseSettings settings) {
        return pool(settings, postgres.url(), postgres.user(), postgres.password());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("!'${trapline.database.url:}'.isEmpty()")
    HikariDataSource dataSource(DatabaseSettings settings) {
        return pool(
                settings,
                settings.url().orElseThrow(),
                settings.user().orElse(null),
                settings.password().orElse(null));
    }

    /** What the built-in server has received and what was fetched is written by us alone. */
    @Bean
    BlobStore blobStore(DataFolder folder) throws IOException {
        return new FolderBlobStore(
                folder.folder("blobs"), Set.of(folder.folder("ftps"), folder.folder("pulling")));
    }

    @Bean
    ThreadPoolTaskSchedulerCustomizer repeatedWork() {
        return scheduler -> scheduler.setErrorHandler(new RepeatedWork());
    }

    private static HikariDataSource pool(
            DatabaseSettings settings, String url, String user, String password) {
        var pool = new HikariConfig();
        pool.setPoolName("trapline");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(4);
        pool.setConnectionTimeout(CONNECT_SECONDS * 1000L);
        // As words: the driver takes no notice of numbers.
        pool.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        pool.addDataSourceProperty("socketTimeout", String.valueOf(settings.answer().toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("ApplicationName", "trapline");
        return new HikariDataSource(pool);
    }
}

package trapline.app.admin;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.admin.Installation;
import trapline.api.config.ConfigStatus;
import trapline.app.database.DataFolder;
import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.Parking;
import trapline.runner.live.ModelKeeper;
import trapline.stage.Stages;

/** What an admin is told of the installation. */
@Configuration
class AdminConfiguration {
    @Bean
    DiskForecast diskForecast(JdbcClient jdbc, DataFolder data, Clock clock) {
        return new DiskForecast(jdbc, data.path(), clock);
    }

    @Bean
    InstallationParts installationParts(
            DataSource database,
            Stages stages,
            Channels channels,
            ChannelRest rest,
            Parking parking,
            ConfigStatus config,
            DiskForecast disk) {
        return new InstallationParts(database, stages, channels, rest, parking, config, disk);
    }

    @Bean
    Installation installation(
            DataFolder data,
            JdbcClient jdbc,
            InstallationParts parts,
            DiskForecast disk,
            @Qualifier("detectors") ModelKeeper<?> detectors,
            @Qualifier("classifiers") ModelKeeper<?> classifiers) {
        return new ThisInstallation(data.path(), jdbc, parts, disk, detectors, classifiers);
    }
}

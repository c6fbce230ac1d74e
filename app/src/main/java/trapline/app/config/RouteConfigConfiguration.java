package trapline.app.config;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.alert.DryRun;
import trapline.alert.RuleDefinitions;
import trapline.alert.Rules;
import trapline.api.config.ConfigStatus;
import trapline.app.InstallationSettings;
import trapline.app.database.DataFolder;
import trapline.app.database.Secrets;
import trapline.app.detection.CameraMotions;
import trapline.app.ftps.ServerCertificate;
import trapline.app.source.FtpsSourceSettings;
import trapline.app.source.FtpsSources;
import trapline.camera.CameraProfiles;
import trapline.camera.ReportDialects;
import trapline.capture.Sources;
import trapline.delivery.AlertTemplates;
import trapline.delivery.Channels;
import trapline.delivery.People;
import trapline.project.Projects;
import trapline.routes.ftps.SessionReusingFtpsComponent;

/** The configuration that admins edit, and what it sets in motion. */
@Configuration
@EnableConfigurationProperties(FtpsSourceSettings.class)
class RouteConfigConfiguration {
    /** What the shipped sources.yaml refers to. */
    private static final String FTPS_PASSWORD = "TRAPLINE_FTPS_PASSWORD";

    @Bean
    SecretReferences secretReferences(
            InstallationSettings installation, FtpsSourceSettings ftps, DataFolder data)
            throws IOException {
        var names = new HashMap<String, String>(System.getenv());
        var secrets = data.folder("secrets");
        names.put(
                FTPS_PASSWORD,
                ftps.password()
                        .filter(password -> !password.isBlank())
                        .orElse(Secrets.in(secrets.resolve("ftps-camera-password"))));
        names.putAll(installation.references());
        return new SecretReferences(names);
    }

    @Bean
    RouteConfig routeConfig(
            InstallationSettings installation,
            SecretReferences secrets,
            DataFolder data,
            AppliedConfig applied,
            Clock clock)
            throws IOException {
        return new RouteConfig(
                installation.config(),
                new ConfigReader(secrets, data.path()),
                new LastGoodConfig(data.path().resolve("last-good-config.json")),
                applied,
                clock);
    }

    @Bean
    ConfigStatus configStatus(RouteConfig routeConfig) {
        return () -> view(routeConfig.state());
    }

    static ConfigStatus.ConfigView view(ConfigState state) {
        return new ConfigStatus.ConfigView(
                state.appliedAt(),
                state.problems().stream().map(RouteConfigConfiguration::problem).toList(),
                state.routeProblems());
    }

    @Bean
    EditedConfig editedConfig(InstallationSettings installation, RouteConfig routeConfig) {
        return new EditedConfig(installation.config(), routeConfig);
    }

    static ConfigStatus.Problem problem(ConfigProblem problem) {
        return new ConfigStatus.Problem(
                problem.file(),
                problem.line(),
                problem.column(),
                problem.what(),
                problem.howToFix());
    }

    @Bean
    ProfileText profileText(CameraProfiles profiles) {
        return new ProfileText(profiles);
    }

    @Bean
    RuleDefinitions ruleDefinitions(JdbcClient jdbc, Clock clock) {
        return new RuleDefinitions(jdbc, clock);
    }

    @Bean
    MadeRules madeRules(
            RouteConfig routeConfig,
            RuleDefinitions definitions,
            Rules rules,
            DryRun dryRun,
            Projects projects,
            Clock clock) {
        return new MadeRules(routeConfig, definitions, rules, dryRun, projects, clock);
    }

    @Bean("ftps-component")
    SessionReusingFtpsComponent ftpsComponent() {
        return new SessionReusingFtpsComponent();
    }

    @Bean
    AppliedConfig appliedConfig(
            Sources sources,
            CameraProfiles profiles,
            ReportDialects dialects,
            Channels channels,
            People people,
            AlertTemplates templates,
            Rules rules,
            CameraMotions motions) {
        return new AppliedConfig(
                sources, profiles, dialects, channels, people, templates, rules, motions);
    }

    @Bean(destroyMethod = "close")
    FtpsSources ftpsSources(DataFolder data, FtpsSourceSettings settings) throws IOException {
        return new FtpsSources(
                data.folder("ftps"), ServerCertificate.in(data.folder("secrets")), settings);
    }

    @Bean
    RouteConfigWatch routeConfigWatch(
            RouteConfig routeConfig,
            CamelContext camel,
            DataFolder data,
            FtpsSources ftps,
            Clock clock) {
        return new RouteConfigWatch(
                routeConfig,
                new RouteConfig.Running(
                        new FlowRoutes(camel),
                        new ExtraRoutes(
                                camel, new TrialRun(camel.getRegistry(), TrialRun.ANY_WORKERS)),
                        new RoutePlan(data.path(), clock),
                        ftps));
    }
}

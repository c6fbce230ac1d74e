package trapline.app.access;

import java.io.IOException;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.api.access.AccountMail;
import trapline.api.access.Accounts;
import trapline.api.access.TokenKey;
import trapline.app.database.DataFolder;
import trapline.app.database.Secrets;
import trapline.delivery.Channels;
import trapline.project.Identifiers;
import trapline.project.Project;
import trapline.project.Projects;
import trapline.routes.delivery.EmailSink;

/** What a new installation has from the start: a project and an admin. */
@Configuration
@EnableConfigurationProperties(AdminSettings.class)
class AccessWiring {

    /** There before the first file, so that keys can be made for it. */
    @Bean
    Project defaultProject(Projects projects) {
        return projects.named(Project.DEFAULT);
    }

    @Bean
    FirstAdmin firstAdmin(Accounts accounts, AdminSettings settings) {
        return new FirstAdmin(accounts, settings);
    }

    @Bean
    AccountMail accountMail(
            Channels channels, EmailSink mails, ProducerTemplate routes, Identifiers identifiers) {
        return new ChannelMail(channels, mails, routes, identifiers);
    }

    @Bean
    TokenKey tokenKey(DataFolder data) throws IOException {
        return new TokenKey(Secrets.in(data.folder("secrets").resolve("access-token-key")));
    }
}

package trapline.app.access;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.api.access.Accounts;
import trapline.project.Project;
import trapline.project.Projects;

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
}

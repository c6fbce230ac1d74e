package trapline.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;

class ProjectsIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final Projects projects =
            database.transactional(
                    new Projects(
                            database.jdbc(),
                            new Identifiers(),
                            TestClock.at("2026-03-01T12:00:00Z")));

    @Test
    void makesAProjectWhenItIsFirstNamed() {
        var project = projects.named("north");

        assertThat(projects.named("north")).isEqualTo(project);
        assertThat(projects.find("north")).contains(project);
        assertThat(projects.find(project.projectId())).contains(project);
        assertThat(projects.find("south")).isEmpty();
        assertThat(projects.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void listsProjectsByName() {
        projects.named("south");
        projects.named("north");

        assertThat(projects.all()).extracting(Project::name).containsExactly("north", "south");
    }

    @Test
    void makesAProjectOnceThoughManyNameItAtOnce() throws Exception {
        var jobs = new ArrayList<Callable<Project>>();
        for (var i = 0; i < 16; i++) {
            jobs.add(() -> projects.named("north"));
        }
        var pool = Executors.newFixedThreadPool(8);

        var made = new HashSet<Project>();
        try {
            for (var done : pool.invokeAll(jobs)) {
                made.add(done.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(made).hasSize(1);
    }

    @Test
    void givesIdsThatSortByTheTimeTheyWereMade() {
        var identifiers = new Identifiers();
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < 1000; i++) {
            ids.add(identifiers.next());
        }

        assertThat(ids)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
        assertThat(ids).allMatch(id -> id.version() == 7);
    }
}

package trapline.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trapline.api.admin.Installation;

/** An installation with a disk that is half full. */
class FakeInstallation implements Installation {
    @Override
    public About about() {
        return new About("1", "17", "Linux", 2, 1, "PostgreSQL 17", Instant.EPOCH, "Apache-2.0");
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part("database", "well", "It answers."));
    }

    @Override
    public Disk disk() {
        return new Disk(1000, 500, 10, Optional.of(50L));
    }

    @Override
    public int diskUsedPercent() {
        return 50;
    }

    @Override
    public List<Model> models() {
        return List.of();
    }

    @Override
    public List<LogLine> log(String least, int limit) {
        return List.of(new LogLine(Instant.EPOCH, least, "It was said."));
    }

    @Override
    public Backups backups() {
        return new Backups("./trapline backup FOLDER", Optional.empty());
    }
}

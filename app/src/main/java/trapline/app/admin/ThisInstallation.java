package trapline.app.admin;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.admin.Installation;
import trapline.runner.ModelDescriptor;
import trapline.runner.live.ModelKeeper;

/** What the API says of this installation. */
class ThisInstallation implements Installation {
    private final Path data;
    private final JdbcClient jdbc;
    private final InstallationParts parts;
    private final DiskForecast disk;
    private final ModelKeeper<?> detectors;
    private final ModelKeeper<?> classifiers;

    ThisInstallation(
            Path data,
            JdbcClient jdbc,
            InstallationParts parts,
            DiskForecast disk,
            ModelKeeper<?> detectors,
            ModelKeeper<?> classifiers) {
        this.data = data;
        this.jdbc = jdbc;
        this.parts = parts;
        this.disk = disk;
        this.detectors = detectors;
        this.classifiers = classifiers;
    }

    @Override
    public About about() {
        return new About(
                Optional.ofNullable(ThisInstallation.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"),
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + ", "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                "PostgreSQL " + jdbc.sql("show server_version").query(String.class).single(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                "Apache-2.0");
    }

    @Override
    public List<Part> parts() {
        return parts.all();
    }

    @Override
    public Disk disk() {
        return disk.now();
    }

    @Override
    public int diskUsedPercent() {
        return disk.usedPercent();
    }

    @Override
    public List<Model> models() {
        return List.of(model("detect", detectors), model("classify", classifiers));
    }

    private static Model model(String task, ModelKeeper<?> keeper) {
        var state = keeper.state();
        var running = state.running();
        return new Model(
                task,
                running.map(ModelDescriptor::name),
                running.map(ModelDescriptor::version),
                running.map(ModelDescriptor::licence),
                running.map(one -> one.engine().name()),
                running.map(ModelDescriptor::demo).orElse(false),
                state.since(),
                state.problem());
    }

    @Override
    public List<LogLine> log(String least, int limit) {
        return new LogTail(data.resolve("trapline.log")).lines(least, limit);
    }

    @Override
    public Backups backups() {
        return new Backups("./trapline backup FOLDER", new LastBackup(data).read());
    }
}

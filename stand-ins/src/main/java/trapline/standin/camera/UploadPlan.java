package trapline.standin.camera;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** What one camera sends, in order. The same camera, files and seed give the same plan. */
final class UploadPlan implements Iterator<PlannedUpload> {
    private final String camera;
    private final List<Path> files;
    private final int total;
    private final SimulationSettings settings;
    private final SplittableRandom random;
    private int next;

    /**
     * @param files at least one
     * @param total how many pictures to send
     */
    UploadPlan(String camera, List<Path> files, int total, SimulationSettings settings) {
        this.camera = camera;
        this.files = List.copyOf(files);
        this.total = total;
        this.settings = settings;
        // Not Random, whose first numbers are alike when seeds are.
        this.random = new SplittableRandom(31 * settings.seed() + camera.hashCode());
    }

    int total() {
        return total;
    }

    @Override
    public boolean hasNext() {
        return next < total;
    }

    @Override
    public PlannedUpload next() {
        if (!hasNext()) {
            throw new NoSuchElementException("%s has sent all its pictures".formatted(camera));
        }
        var file = files.get(next % files.size());
        var differs = settings.fresh() || next >= files.size();
        var name = differs ? numbered(file, "-%06d".formatted(next + 1)) : name(file);
        // All are drawn each time, so that one setting does not change what another does.
        var isCut = random.nextDouble() < settings.cut();
        var cutAt = 0.1 + 0.8 * random.nextDouble();
        var isResent = random.nextDouble() < settings.resent();
        var sameName = random.nextBoolean();
        next++;
        var comment = "simulation %d, %s, picture %d".formatted(settings.seed(), camera, next);
        var again = sameName ? name : numbered(file, "-%06d-again".formatted(next));
        return new PlannedUpload(
                file,
                name,
                differs ? Optional.of(comment) : Optional.empty(),
                isCut ? OptionalDouble.of(cutAt) : OptionalDouble.empty(),
                isResent ? Optional.of(again) : Optional.empty());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String numbered(Path file, String number) {
        var name = name(file);
        var dot = name.lastIndexOf('.');
        return name.substring(0, dot) + number + name.substring(dot);
    }
}

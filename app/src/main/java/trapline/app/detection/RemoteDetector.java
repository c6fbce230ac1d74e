package trapline.app.detection;

import java.util.stream.Collectors;
import trapline.app.runner.RemoteModels;
import trapline.capture.Capture;
import trapline.detection.Detector;

/**
 * Looks with the models of runners on other machines. They also make the preview and name the
 * animals, so that a picture is sent and decoded once.
 */
class RemoteDetector implements Detector {
    private final RemoteModels models;
    private final double nameFrom;
    private final WaitingNames names;
    private final Renderings renderings;

    /**
     * @param nameFrom animals that are at least so sure are named, 0 to 1
     */
    RemoteDetector(
            RemoteModels models, double nameFrom, WaitingNames names, Renderings renderings) {
        this.models = models;
        this.nameFrom = nameFrom;
        this.names = names;
        this.renderings = renderings;
    }

    @Override
    public Look look(Capture capture) {
        var said = models.analyze(capture, nameFrom, Renderings.PREVIEW_PIXELS);
        said.classifier()
                .ifPresent(
                        model ->
                                names.leave(
                                        capture.captureId(),
                                        new WaitingNames.Names(
                                                model,
                                                said.names().stream()
                                                        .collect(
                                                                Collectors.toMap(
                                                                        RemoteModels.Name::bbox,
                                                                        RemoteModels.Name::labels,
                                                                        (a, b) -> a)))));
        var rendered = renderings.keep(capture, said.preview());
        return new Look(
                said.detector().name(),
                said.detector().version(),
                said.found(),
                said.truncated(),
                rendered.thumbnailKey(),
                rendered.previewKey());
    }
}

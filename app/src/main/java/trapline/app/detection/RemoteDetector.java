package trapline.app.detection;

import java.util.HashMap;
import trapline.app.runner.RemoteModels;
import trapline.capture.Capture;
import trapline.detection.BoundingBox;
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
        names.leave(capture.captureId(), names(said));
        var rendered = renderings.keep(capture, said.preview());
        return new Look(
                said.detector().name(),
                said.detector().version(),
                said.found(),
                said.truncated(),
                rendered.thumbnailKey(),
                rendered.previewKey());
    }

    /** Of every box, so that nobody asks again about those that have no name. */
    private static WaitingNames.Names names(RemoteModels.Analysis said) {
        var names = new HashMap<BoundingBox, RemoteModels.Names>();
        for (var one : said.found()) {
            names.put(one.bbox(), said.names().getOrDefault(one.bbox(), RemoteModels.Names.NONE));
        }
        return new WaitingNames.Names(said.classifier(), names);
    }
}

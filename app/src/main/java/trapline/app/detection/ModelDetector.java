package trapline.app.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trapline.capture.Capture;
import trapline.detection.BoundingBox;
import trapline.detection.Detector;
import trapline.runner.Detected;
import trapline.runner.ObjectDetector;
import trapline.runner.Picture;

/** Looks with an installed model, in this process. */
class ModelDetector implements Detector {
    private static final String ANIMAL = "animal";

    private final ObjectDetector model;
    private final DecodedPictures pictures;
    private final Renderings renderings;
    private final WaitingCrops crops;
    private final SecondLook secondLook;
    private final double sure;

    /**
     * @param sure what is seen with less confidence counts as nothing for the second look, 0 to 1
     */
    ModelDetector(
            ObjectDetector model,
            DecodedPictures pictures,
            Renderings renderings,
            WaitingCrops crops,
            SecondLook secondLook,
            double sure) {
        this.model = model;
        this.secondLook = secondLook;
        this.sure = sure;
        this.pictures = pictures;
        this.renderings = renderings;
        this.crops = crops;
    }

    @Override
    public Look look(Capture capture) {
        var picture = pictures.decode(capture);
        var look = model.look(picture);
        var found = found(withSecondLook(picture, look.found()));
        var rendered = renderings.render(capture, picture, look.small());
        crops.leave(capture.captureId(), crops(picture, found));
        return new Look(
                model.descriptor().name(),
                model.descriptor().version(),
                found,
                picture.truncated(),
                rendered.thumbnailKey(),
                rendered.previewKey());
    }

    private List<Detected> withSecondLook(Picture picture, List<Detected> found) {
        if (found.stream().anyMatch(one -> one.confidence() >= sure)) {
            return found;
        }
        var all = new ArrayList<>(found);
        secondLook.at(picture).ifPresent(all::add);
        all.sort(Comparator.comparingDouble(Detected::confidence).reversed());
        return all;
    }

    private static Map<BoundingBox, Picture> crops(Picture picture, List<Found> found) {
        var crops = new HashMap<BoundingBox, Picture>();
        for (var one : found) {
            if (one.category().equals(ANIMAL)) {
                crops.put(one.bbox(), Crops.cut(picture, one.bbox()));
            }
        }
        return crops;
    }

    static List<Found> found(List<Detected> detected) {
        return detected.stream()
                .map(
                        one ->
                                new Found(
                                        one.category(),
                                        one.sourceLabel(),
                                        one.confidence(),
                                        new BoundingBox(
                                                one.box().x(),
                                                one.box().y(),
                                                one.box().width(),
                                                one.box().height())))
                .toList();
    }
}

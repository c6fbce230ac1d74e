package trapline.app.detection;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.detection.ClipLook;
import trapline.detection.Detector;
import trapline.detection.Frame;
import trapline.runner.Picture;
import trapline.runner.Renditions;
import trapline.runner.clip.ClipFacts;
import trapline.runner.clip.ClipFrame;
import trapline.runner.clip.ClipReader;
import trapline.runner.clip.ClipsUnavailable;
import trapline.runner.clip.UnreadableClip;
import trapline.stage.PermanentFailure;

/**
 * Looks at clips frame by frame, and hands pictures on. Each frame with a detection is kept as a
 * picture, so that it can be classified and shown without decoding the clip again.
 */
class ClipDetector implements Detector {
    private static final double QUALITY = 0.92;

    /** More boxes than any clip of animals has; the surest ones are kept. */
    private static final int MOST_BOXES = 1000;

    private final Detector pictures;
    private final FrameDetector frames;
    private final ClipReader clips;
    private final BlobStore blobs;
    private final Renderings renderings;

    ClipDetector(
            Detector pictures,
            FrameDetector frames,
            ClipReader clips,
            BlobStore blobs,
            Renderings renderings) {
        this.pictures = pictures;
        this.frames = frames;
        this.clips = clips;
        this.blobs = blobs;
        this.renderings = renderings;
    }

    @Override
    public Look look(Capture capture) {
        return capture.kind() == Capture.Kind.CLIP ? lookAtClip(capture) : pictures.look(capture);
    }

    private Look lookAtClip(Capture capture) {
        var eyes = frames.open(capture);
        var watching = new Watching(capture, eyes);
        try {
            var facts =
                    clips.read(blobs.file(capture.blobKey()), capture.mediaType(), watching::look);
            eyes.close();
            return watching.done(facts);
        } catch (UnreadableClip e) {
            throw new PermanentFailure(e.getMessage(), e);
        } catch (ClipsUnavailable e) {
            // Among the failed jobs it is seen, and tried again when somebody says so.
            throw new PermanentFailure(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new PermanentFailure(
                    "The bytes of the capture are not in the blob store any more.", e);
        } catch (IOException e) {
            throw new IllegalStateException("The clip could not be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for ffmpeg.", e);
        }
    }

    /** Gathers what is seen of one clip, and remembers its best frame. */
    private final class Watching {
        private final Capture capture;
        private final FrameDetector.Eyes eyes;
        private final List<Found> found = new ArrayList<>();
        private final List<Integer> looked = new ArrayList<>();
        private Optional<ClipFrame> best = Optional.empty();
        private double surest = -1;

        Watching(Capture capture, FrameDetector.Eyes eyes) {
            this.capture = capture;
            this.eyes = eyes;
        }

        void look(ClipFrame frame) {
            var place = new Frame(frame.number(), frame.at());
            var seen = eyes.look(frame.picture());
            looked.add(frame.number());
            seen.forEach(one -> found.add(on(place, one)));
            if (!seen.isEmpty()) {
                keep(place, frame.picture());
            }
            var sure = seen.stream().mapToDouble(Found::confidence).max().orElse(0);
            if (sure > surest) {
                surest = sure;
                best = Optional.of(frame);
            }
        }

        private Found on(Frame frame, Found one) {
            return new Found(
                    one.category(),
                    one.sourceLabel(),
                    one.confidence(),
                    one.bbox(),
                    Optional.of(frame));
        }

        private void keep(Frame frame, Picture picture) {
            try {
                blobs.putDerived(
                        capture.blobKey(), frame.blobName(), Renditions.jpeg(picture, QUALITY));
            } catch (IOException e) {
                throw new IllegalStateException("A frame of the clip could not be written.", e);
            }
        }

        Look done(ClipFacts facts) {
            var shown = best.orElseThrow();
            var rendered = renderings.render(capture, shown.picture());
            var surestFirst =
                    found.stream()
                            .sorted(Comparator.comparingDouble(Found::confidence).reversed())
                            .limit(MOST_BOXES)
                            .toList();
            return new Look(
                    eyes.model(),
                    eyes.modelVersion(),
                    surestFirst,
                    !facts.whole(),
                    rendered.thumbnailKey(),
                    rendered.previewKey(),
                    Optional.of(
                            new ClipLook(
                                    facts.duration(),
                                    facts.frames(),
                                    shown.picture().width(),
                                    shown.picture().height(),
                                    looked,
                                    shown.number())));
        }
    }
}

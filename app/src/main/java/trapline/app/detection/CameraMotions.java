package trapline.app.detection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import trapline.camera.Camera;
import trapline.camera.Cameras;
import trapline.runner.motion.MotionRules;
import trapline.runner.motion.Polygon;

/** How each camera is watched for movement. Replaced as a whole when the configuration changes. */
public class CameraMotions {
    private final Cameras cameras;
    private final MotionRules usual;
    private volatile List<CameraMotion> motions = List.of();

    /**
     * @param usual for cameras of which nothing is said
     */
    public CameraMotions(Cameras cameras, MotionRules usual) {
        this.cameras = cameras;
        this.usual = usual;
    }

    /**
     * What is said of some cameras.
     *
     * @param cameras device ids or names; none: all of which nothing else is said
     */
    public record CameraMotion(
            Set<String> cameras,
            Optional<Double> sensitivity,
            Optional<Double> smallest,
            List<Polygon> look,
            List<Polygon> ignore) {
        public CameraMotion {
            cameras = Set.copyOf(cameras);
            look = List.copyOf(look);
            ignore = List.copyOf(ignore);
        }

        private boolean isFor(Camera camera) {
            return cameras.contains(camera.deviceId()) || cameras.contains(camera.name());
        }
    }

    public void replace(List<CameraMotion> replacement) {
        motions = List.copyOf(replacement);
    }

    MotionRules rules(UUID cameraId) {
        var all = motions;
        if (all.isEmpty()) {
            return usual;
        }
        var camera = cameras.find(cameraId);
        return all.stream()
                .filter(motion -> camera.filter(motion::isFor).isPresent())
                .findFirst()
                .or(() -> all.stream().filter(motion -> motion.cameras().isEmpty()).findFirst())
                .map(this::rules)
                .orElse(usual);
    }

    private MotionRules rules(CameraMotion said) {
        return new MotionRules(
                said.sensitivity().orElse(usual.sensitivity()),
                said.smallest().orElse(usual.smallest()),
                said.look(),
                said.ignore());
    }
}

package trapline.api.camera;

import java.util.List;
import java.util.Optional;
import trapline.camera.CameraProfiles;

/** Explains which camera profile a file belongs to, also with one that is only being tried out. */
public interface ProfileTrial {

    /**
     * What came of it.
     *
     * @param profiles in the order in which they are tried
     * @param problems what is wrong with the profile that is tried out; then nothing was tried
     */
    record Answer(List<CameraProfiles.Explained> profiles, List<String> problems) {

        public Answer {
            profiles = List.copyOf(profiles);
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param path as the camera names the file
     * @param make of its EXIF
     * @param model of its EXIF
     * @param yaml a profile as it would stand in camera-profiles/
     */
    Answer explain(
            String path, Optional<String> make, Optional<String> model, Optional<String> yaml);
}

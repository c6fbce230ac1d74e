package trapline.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.api.camera.ProfileTrial;
import trapline.camera.CameraProfile;
import trapline.camera.CameraProfiles;

/** Tries camera profiles on the name of a file, with the checks of camera-profiles/. */
final class ProfileText implements ProfileTrial {
    private final SchemaCheck schema = new SchemaCheck("camera-profile");
    private final SecretReferences secrets = new SecretReferences(Map.of());
    private final CameraProfiles profiles;

    ProfileText(CameraProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Answer explain(
            String path, Optional<String> make, Optional<String> model, Optional<String> yaml) {
        if (yaml.isEmpty()) {
            return new Answer(profiles.explain(path, make, model), List.of());
        }
        try {
            var tried = read(yaml.get());
            return new Answer(profiles.explainWith(List.of(tried), path, make, model), List.of());
        } catch (ConfigInvalid e) {
            return new Answer(
                    List.of(), e.problems().stream().map(ConfigProblem::toString).toList());
        }
    }

    private CameraProfile read(String yaml) throws ConfigInvalid {
        var document = YamlDocument.parse("profile", yaml);
        var problems = new ArrayList<>(schema.check(document));
        if (problems.isEmpty()) {
            var profile = CameraBinding.profile(Fields.of(document, secrets, problems));
            if (profile.isPresent() && problems.isEmpty()) {
                return profile.get();
            }
        }
        throw new ConfigInvalid(List.copyOf(problems));
    }
}

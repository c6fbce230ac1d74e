package trapline.app.config;

import java.util.List;
import java.util.Map;
import trapline.alert.Rule;
import trapline.app.detection.CameraMotions.CameraMotion;
import trapline.camera.CameraProfile;
import trapline.camera.ReportDialect;
import trapline.delivery.Channel;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.People;

/**
 * Everything in route-config, checked as a whole.
 *
 * @param policies by the channel's id
 * @param templates texts of messages, by {@code KIND} or {@code KIND.LANGUAGE}
 * @param extraRoutes content of the admin's own Camel routes by file name
 */
record ConfigSnapshot(
        List<SourceConfig> sources,
        List<Channel> channels,
        Map<String, ChannelPolicy> policies,
        List<People.Person> people,
        Map<String, String> templates,
        BoundRules boundRules,
        List<CameraMotion> motions,
        List<CameraProfile> profiles,
        List<ReportDialect> dialects,
        Map<String, String> extraRoutes) {

    ConfigSnapshot {
        sources = List.copyOf(sources);
        channels = List.copyOf(channels);
        policies = Map.copyOf(policies);
        people = List.copyOf(people);
        templates = Map.copyOf(templates);
        motions = List.copyOf(motions);
        profiles = List.copyOf(profiles);
        dialects = List.copyOf(dialects);
        extraRoutes = Map.copyOf(extraRoutes);
    }

    List<Rule> rules() {
        return boundRules.rules();
    }
}

package trapline.app.config;

import java.util.List;
import java.util.Map;
import trapline.alert.Rule;
import trapline.camera.CameraProfile;
import trapline.camera.ReportDialect;
import trapline.delivery.Channel;

/**
 * Everything in route-config, checked as a whole.
 *
 * @param extraRoutes content of the admin's own Camel routes by file name
 */
public record ConfigSnapshot(
        List<SourceConfig> sources,
        List<Channel> channels,
        List<Rule> rules,
        List<CameraProfile> profiles,
        List<ReportDialect> dialects,
        Map<String, String> extraRoutes) {

    public ConfigSnapshot {
        sources = List.copyOf(sources);
        channels = List.copyOf(channels);
        rules = List.copyOf(rules);
        profiles = List.copyOf(profiles);
        dialects = List.copyOf(dialects);
        extraRoutes = Map.copyOf(extraRoutes);
    }
}

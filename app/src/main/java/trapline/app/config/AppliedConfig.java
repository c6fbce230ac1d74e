package trapline.app.config;

import trapline.alert.Rules;
import trapline.app.detection.CameraMotions;
import trapline.camera.CameraProfiles;
import trapline.camera.ReportDialects;
import trapline.capture.Sources;
import trapline.delivery.AlertTemplates;
import trapline.delivery.Channels;
import trapline.delivery.People;

/** What the stations read of the configuration, replaced as a whole. */
record AppliedConfig(
        Sources sources,
        CameraProfiles profiles,
        ReportDialects dialects,
        Channels channels,
        People people,
        AlertTemplates templates,
        Rules rules,
        CameraMotions motions) {

    void replace(ConfigSnapshot config) {
        sources.replace(config.sources().stream().map(SourceConfig::source).toList());
        profiles.replace(config.profiles());
        dialects.replace(config.dialects());
        // Before the rules, which name them.
        channels.replace(config.channels(), config.policies());
        people.replace(config.people());
        templates.replace(config.templates());
        rules.replace(config.rules());
        motions.replace(config.motions());
    }
}

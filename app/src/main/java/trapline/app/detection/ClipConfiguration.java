package trapline.app.detection;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import trapline.app.InstallationSettings;
import trapline.runner.clip.ClipReader;
import trapline.runner.clip.FfmpegSearch;

/** Clips: the program that decodes them, and its limits. */
@Configuration
@EnableConfigurationProperties(ClipSettings.class)
class ClipConfiguration {

    /** Searches when the first clip comes, and again for each clip while none is found. */
    @Bean
    FfmpegSearch ffmpegSearch(ClipSettings settings, InstallationSettings installation) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new FfmpegSearch(
                settings.ffmpeg().filter(set -> !set.isBlank()).map(Path::of),
                path,
                installation.data().resolve("programs"));
    }

    @Bean
    ClipReader clipReader(FfmpegSearch ffmpeg, ClipSettings settings) {
        return new ClipReader(ffmpeg, settings.limits());
    }
}

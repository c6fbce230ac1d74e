package trapline.app;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where this installation keeps its things.
 *
 * @param data the folder of everything that must not be lost
 * @param config the folder that admins edit
 * @param models the folder of models; empty: {@code models} in the data folder
 * @param zone what cameras' clocks show where nothing else says so; empty: this machine's
 * @param references further names for {@code {{env:NAME}}} in the configuration, besides the
 *     environment
 */
@Validated
@ConfigurationProperties("trapline")
public record InstallationSettings(
        @NotNull @DefaultValue("./data") Path data,
        @NotNull @DefaultValue("./route-config") Path config,
        @DefaultValue Optional<String> models,
        @DefaultValue Optional<ZoneId> zone,
        @DefaultValue Map<String, String> references) {

    public InstallationSettings {
        references = Map.copyOf(references);
    }

    public Path modelFolder() {
        return models.filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> data.resolve("models"));
    }

    public ZoneId installationZone() {
        return zone.orElseGet(ZoneId::systemDefault);
    }
}

package trapline.app.source;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import trapline.app.ftps.FtpsLimits;
import trapline.app.ftps.FtpsSettings;

/**
 * The built-in FTPS server.
 *
 * @param port explicit TLS; 0: any free port
 * @param implicitPort implicit TLS; 0: any free port
 * @param passivePorts for the data connections
 * @param passiveAddress what cameras are told to connect to, behind address translation
 * @param password of the account {@code camera}; empty: made at the first start and kept
 * @param connections at once, of all accounts
 * @param connectionsPerAccount at once; many cameras may share an account
 * @param fileSize largest upload
 * @param reserve uploads are refused while less disk is free
 * @param idle a silent connection is closed after this
 */
@Validated
@ConfigurationProperties("trapline.ftps")
public record FtpsSourceSettings(
        @DefaultValue("2121") @Min(0) @Max(65535) int port,
        @DefaultValue("2990") @Min(0) @Max(65535) int implicitPort,
        @DefaultValue("40000-40100") @NotBlank @Pattern(regexp = "[0-9,-]+") String passivePorts,
        @DefaultValue Optional<String> passiveAddress,
        @DefaultValue Optional<String> password,
        @DefaultValue("200") @Min(1) int connections,
        @DefaultValue("100") @Min(1) int connectionsPerAccount,
        @DefaultValue("500MB") DataSize fileSize,
        @DefaultValue("512MB") DataSize reserve,
        @DefaultValue("5m") Duration idle) {

    FtpsSettings listeners() {
        return new FtpsSettings(port, implicitPort, passivePorts, passiveAddress);
    }

    FtpsLimits limits() {
        return new FtpsLimits(
                connections, connectionsPerAccount, fileSize.toBytes(), reserve.toBytes(), idle);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "FtpsSourceSettings[port %d, implicit %d, passive %s]"
                .formatted(port, implicitPort, passivePorts);
    }
}

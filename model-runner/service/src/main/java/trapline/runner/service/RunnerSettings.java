package trapline.runner.service;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import trapline.runner.Execution;

/**
 * Where this service listens, to whom it answers, and with which models.
 *
 * @param address it listens on; any that others can reach needs a key
 * @param key what callers must send, at least 16 characters
 * @param keyFile a file that holds the key, instead of the key itself
 * @param models the folder of models
 * @param detector the detector's name; empty: the first one installed
 * @param classifier the classifier's name; empty: the first one installed
 * @param mode throughput: most pictures a second; latency: each picture as soon as possible, on all
 *     cores
 * @param workers pictures worked on at once, each on one thread; for latency one, whatever this
 *     says
 * @param blobs the folder of a blob store that callers may name keys of; empty: they may not
 * @param watch how often the folder of models is looked at
 */
@Validated
@ConfigurationProperties("trapline.runner")
record RunnerSettings(
        @NotNull @DefaultValue("127.0.0.1") String address,
        @DefaultValue Optional<String> key,
        @DefaultValue Optional<String> keyFile,
        @NotNull @DefaultValue("./models") Path models,
        @DefaultValue Optional<String> detector,
        @DefaultValue Optional<String> classifier,
        @NotNull @DefaultValue("throughput") Execution.Mode mode,
        @DefaultValue("2") @Min(1) @Max(64) int workers,
        @DefaultValue Optional<String> blobs,
        @DefaultValue("5s") Duration watch) {

    private static final int SHORTEST_KEY = 16;

    Execution execution() {
        return Execution.of(mode, workers);
    }

    /**
     * The key that callers must send; empty: only this machine can reach the service, and it needs
     * none.
     *
     * @throws UnsafeSettings if there is none though others can reach it, or it is too short
     */
    Optional<String> requiredKey() {
        var wanted = given(key).or(() -> given(keyFile).map(RunnerSettings::read));
        if (wanted.isEmpty() && !isLoopback()) {
            throw new UnsafeSettings(
                    "trapline.runner.address is %s, which others can reach, and there is no key."
                                    .formatted(address)
                            + " Set trapline.runner.key or trapline.runner.key-file, or listen on"
                            + " 127.0.0.1.");
        }
        if (wanted.isPresent() && wanted.get().length() < SHORTEST_KEY) {
            throw new UnsafeSettings(
                    "trapline.runner.key is too short: at least %d characters, such as those of"
                                    .formatted(SHORTEST_KEY)
                            + " 'openssl rand -hex 24'.");
        }
        return wanted;
    }

    /** Empty: callers may name no keys of blobs. */
    Optional<Path> blobFolder() {
        return given(blobs).map(Path::of);
    }

    /** A variable that is set to nothing is not set. */
    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UnsafeSettings("trapline.runner.key-file cannot be read: " + file, e);
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new UnsafeSettings("trapline.runner.address is no address: " + address, e);
        }
    }
}

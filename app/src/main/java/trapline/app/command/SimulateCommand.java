package trapline.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.standin.camera.CameraAccount;
import trapline.standin.camera.CameraAccounts;
import trapline.standin.camera.ProgressBar;
import trapline.standin.camera.Simulation;
import trapline.standin.camera.SimulationSettings;
import trapline.standin.camera.SimulationSummary;

/** Uploads a folder of pictures as cameras would. */
@Command(
        name = "simulate",
        description =
                "Upload a folder of pictures as cameras would: each subfolder is a camera; a folder"
                        + " without subfolders is dealt out.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "JPEG pictures.")
    private Path pictures;

    @Option(
            names = "--host",
            description = "FTPS server. Default: ${DEFAULT-VALUE}.",
            defaultValue = "127.0.0.1")
    private String host;

    @Option(
            names = "--port",
            description = "Port for explicit TLS. Default: TRAPLINE_FTPS_PORT, else 2121.",
            defaultValue = "${env:TRAPLINE_FTPS_PORT:-2121}")
    private int port;

    @Option(
            names = "--user",
            description = "The account all cameras share. Default: ${DEFAULT-VALUE}.",
            defaultValue = "camera")
    private String user;

    @Option(
            names = "--password",
            description =
                    "Default: TRAPLINE_FTPS_PASSWORD, else what a server on this machine made for"
                            + " itself. Without a value it is asked for.",
            arity = "0..1",
            interactive = true)
    private String password;

    @Option(
            names = "--account",
            paramLabel = "CAMERA=USER:PASSWORD",
            description = "An account of its own for a camera. May be repeated.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--fingerprint",
            description = "SHA-256 of the server's certificate. Default: any certificate.")
    private String fingerprint;

    @Option(
            names = "--cameras",
            description = "Cameras that share a folder without subfolders. Default: 1.",
            defaultValue = "1")
    private int cameras;

    @Option(
            names = "--total",
            description = "Pictures to send in all; fewer files are sent again as new pictures.")
    private Integer total;

    @Option(names = "--fresh", description = "Make every picture a new one, by a comment in it.")
    private boolean fresh;

    @Option(names = "--rate", description = "Pictures a second of all cameras together.")
    private Double rate;

    @Option(
            names = "--burst",
            description = "Pictures before a pause. Default: 3.",
            defaultValue = "3")
    private int burst;

    @Option(
            names = "--pause",
            description = "Seconds between bursts. Default: 0.",
            defaultValue = "0")
    private double pause;

    @Option(
            names = "--resend",
            description = "Share of pictures sent twice, 0 to 1.",
            defaultValue = "0")
    private double resend;

    @Option(
            names = "--cut",
            description = "Share of uploads that break off and are sent anew, 0 to 1.",
            defaultValue = "0")
    private double cut;

    @Option(
            names = "--seed",
            description = "The same seed has the same mishaps. Default: 1.",
            defaultValue = "1")
    private long seed;

    @Override
    @SuppressWarnings("ClosingStandardOutputStreams") // the bar leaves the stream open
    public Integer call() throws Exception {
        var settings =
                new SimulationSettings(
                        pictures,
                        cameras,
                        total == null ? OptionalInt.empty() : OptionalInt.of(total),
                        fresh,
                        rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                        burst,
                        Duration.ofMillis(Math.round(pause * 1000)),
                        resend,
                        cut,
                        seed);
        var simulation = new Simulation(settings, accounts());
        var out = spec.commandLine().getOut();
        simulation.cameras().forEach((camera, count) -> out.printf("%s: %d%n", camera, count));
        out.flush();
        SimulationSummary summary;
        try (var bar = ProgressBar.fitting(System.out, "Uploading")) {
            summary =
                    simulation.run(
                            progress ->
                                    bar.show(
                                            progress.done(), progress.total(), progress.mishaps()));
        }
        print(out, summary);
        return summary.isComplete() ? 0 : 1;
    }

    private CameraAccounts accounts() throws Exception {
        if (accounts.isEmpty()) {
            return CameraAccounts.shared(account(user, sharedPassword()));
        }
        var own = new HashMap<String, CameraAccount>();
        for (var entry : accounts) {
            var parts = entry.split("[=:]", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("--account is CAMERA=USER:PASSWORD.");
            }
            own.put(parts[0], account(parts[1], parts[2]));
        }
        return CameraAccounts.each(own);
    }

    private CameraAccount account(String name, String secret) {
        return new CameraAccount(host, port, name, secret, "", Optional.ofNullable(fingerprint));
    }

    private String sharedPassword() throws Exception {
        if (password != null) {
            return password;
        }
        return CameraPassword.ofThisMachine()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The cameras' password is not known. Set"
                                                + " TRAPLINE_FTPS_PASSWORD, or use --password."));
    }

    private static void print(PrintWriter out, SimulationSummary summary) {
        out.printf(
                "%d pictures, %.1f MB, in %.1f s: %.1f pictures a second.%n",
                summary.files(),
                summary.bytes() / 1e6,
                summary.duration().toMillis() / 1e3,
                summary.picturesPerSecond());
        out.printf(
                "Sent twice: %d. Cut off: %d. Failed attempts: %d. Given up: %d.%n",
                summary.resent(), summary.cut(), summary.errors(), summary.failed());
        summary.failures()
                .forEach(
                        failure ->
                                out.printf(
                                        "  %s %s: %s%n",
                                        failure.camera(), failure.picture(), failure.reason()));
        out.flush();
    }
}

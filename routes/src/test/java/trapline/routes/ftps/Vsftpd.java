package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import trapline.testing.FreePort;

/**
 * A real vsftpd, as it is installed by default: data connections must continue the control
 * connection's TLS session. It runs as whoever runs the tests, with an anonymous login.
 */
final class Vsftpd implements AutoCloseable {
    static final String USER = "anonymous";

    private final Process process;
    private final int port;

    Vsftpd(Path program, Path folder, Path home, TestCertificate certificate, boolean implicit)
            throws Exception {
        port = FreePort.next();
        var log = folder.resolve("vsftpd.log");
        var settings =
                Files.writeString(
                        folder.resolve("vsftpd.conf"),
                        String.join(
                                "\n",
                                "listen=YES",
                                "listen_address=127.0.0.1",
                                "listen_port=" + port,
                                "background=NO",
                                "run_as_launching_user=YES",
                                "seccomp_sandbox=NO",
                                "anonymous_enable=YES",
                                "local_enable=NO",
                                "anon_root=" + home,
                                "anon_world_readable_only=NO",
                                "write_enable=YES",
                                "anon_upload_enable=YES",
                                "anon_mkdir_write_enable=YES",
                                "anon_other_write_enable=YES",
                                "allow_writeable_chroot=YES",
                                "pasv_address=127.0.0.1",
                                "ssl_enable=YES",
                                "allow_anon_ssl=YES",
                                "force_anon_logins_ssl=YES",
                                "force_anon_data_ssl=YES",
                                "require_ssl_reuse=YES",
                                "implicit_ssl=" + (implicit ? "YES" : "NO"),
                                "ssl_ciphers=HIGH",
                                "rsa_cert_file=" + certificate.pem(folder.resolve("server.pem")),
                                ""));
        // Its settings must belong to whoever runs it.
        process =
                new ProcessBuilder(program.toString(), settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Eventually.holds("vsftpd listens: " + Files.readString(log), () -> listens(log));
    }

    /** Where vsftpd is; without it the test is skipped, unless everything must be tested. */
    static Path program() {
        var found = find();
        if (found.isEmpty() && "1".equals(System.getenv("TRAPLINE_REQUIRE_SAMPLE_DATA"))) {
            fail("vsftpd is not installed, and this run must test everything");
        }
        assumeTrue(found.isPresent(), "vsftpd is not installed");
        return found.orElseThrow();
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private boolean listens(Path log) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("vsftpd ended: " + Files.readString(log));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private static Optional<Path> find() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "vsftpd"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

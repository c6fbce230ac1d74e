package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import trapline.routes.ftps.Eventually;
import trapline.testing.FreePort;

/**
 * A real Postfix on the loopback address, with folders of its own. It puts all mail for {@code
 * example.org} into one mailbox, and sends nothing anywhere else.
 */
final class Postfix implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final Path DAEMONS = Path.of("/usr/lib/postfix/sbin");
    private static final int NOBODY = 65_534;

    private final Path folder;
    private final Path log;
    private final Process process;
    private final int port;

    Postfix(Path folder) throws Exception {
        this.folder = folder;
        this.port = FreePort.next();
        this.log = folder.resolve("postfix.log");
        letOthersIn(folder);
        var settings = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("queue"));
        own(Files.createDirectories(folder.resolve("data")), "postfix");
        own(Files.createDirectories(folder.resolve("mail")), "nobody");
        Files.writeString(settings.resolve("main.cf"), main());
        Files.writeString(settings.resolve("master.cf"), services());
        process =
                new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString(), "start-fg")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Eventually.holds("Postfix listens; see " + log, this::listens);
    }

    /**
     * Without Postfix, or without the right to start it, the test is skipped unless all must run.
     */
    static void need() {
        var root = "root".equals(System.getProperty("user.name"));
        var there = Files.isExecutable(PROGRAM) && root;
        if (!there && "1".equals(System.getenv("TRAPLINE_REQUIRE_SAMPLE_DATA"))) {
            fail("Postfix is not installed, or may not be started, and this run must test all");
        }
        assumeTrue(there, "Postfix is not installed, or only root may start it");
    }

    int port() {
        return port;
    }

    /** The mails that came to the mailbox, as Postfix wrote them down. */
    List<Path> mails() throws IOException {
        var box = folder.resolve("mail/ranger/new");
        if (!Files.isDirectory(box)) {
            return List.of();
        }
        try (var files = Files.list(box)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() throws InterruptedException {
        var all = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        all.forEach(ProcessHandle::destroy);
        // They write into folders that are deleted next.
        for (var part : all) {
            part.onExit().completeOnTimeout(part, 10, TimeUnit.SECONDS).join();
        }
    }

    private String main() {
        return String.join(
                "\n",
                "compatibility_level = 3.6",
                "queue_directory = " + folder.resolve("queue"),
                "data_directory = " + folder.resolve("data"),
                "command_directory = /usr/sbin",
                "daemon_directory = " + DAEMONS,
                "meta_directory = /etc/postfix",
                "shlib_directory = /usr/lib/postfix",
                "mail_owner = postfix",
                "setgid_group = postdrop",
                "inet_interfaces = 127.0.0.1",
                "inet_protocols = ipv4",
                "myhostname = mail.example.net",
                "mydestination =",
                "mynetworks = 127.0.0.0/8",
                "alias_maps =",
                "local_recipient_maps =",
                "virtual_mailbox_domains = example.org",
                "virtual_mailbox_base = " + folder.resolve("mail"),
                "virtual_mailbox_maps = static:ranger/",
                "virtual_uid_maps = static:" + NOBODY,
                "virtual_gid_maps = static:" + NOBODY,
                "virtual_minimum_uid = 1",
                "maillog_file = /dev/stdout",
                "default_transport = error:nothing leaves this test",
                // Says at once what it dislikes about a mail, as strict servers on the way would.
                "strict_rfc821_envelopes = yes",
                "smtpd_helo_required = yes",
                "");
    }

    private String services() {
        return String.join(
                "\n",
                "127.0.0.1:%d inet n - n - - smtpd".formatted(port),
                "pickup unix n - n 60 1 pickup",
                "cleanup unix n - n - 0 cleanup",
                "qmgr unix n - n 300 1 qmgr",
                "rewrite unix - - n - - trivial-rewrite",
                "bounce unix - - n - 0 bounce",
                "defer unix - - n - 0 bounce",
                "trace unix - - n - 0 bounce",
                "error unix - - n - - error",
                "virtual unix - n n - - virtual",
                "proxymap unix - - n - - proxymap",
                "anvil unix - - n - 1 anvil",
                "scache unix - - n - 1 scache",
                "postlog unix-dgram n - n - 1 postlogd",
                "");
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Postfix ended: " + Files.readString(log));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Its parts run as users of their own. */
    private static void letOthersIn(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void own(Path folder, String user) throws IOException {
        var users = folder.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(folder, users.lookupPrincipalByName(user));
    }
}

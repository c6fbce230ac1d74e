package trapline.standin.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/** One connection of a client: RFC 5321 with SIZE, 8BITMIME, STARTTLS and AUTH. */
class SmtpSession {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Duration SLOWNESS = Duration.ofMillis(200);
    private static final int CLIENT_SILENCE_MILLIS = 120_000;
    private static final int MOST_RECIPIENTS = 100;
    private static final Pattern ANNOUNCED_SIZE = Pattern.compile("(?i) SIZE=(\\d{1,18})\\b");

    private final SmtpStandIn server;
    private final SmtpSettings settings;
    private final Optional<SmtpFault> fault;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean encrypted;
    private String login = "";
    private Optional<String> sender = Optional.empty();
    private final List<String> recipients = new ArrayList<>();

    SmtpSession(
            SmtpStandIn server, SmtpSettings settings, Socket socket, Optional<SmtpFault> fault) {
        this.server = server;
        this.settings = settings;
        this.socket = socket;
        this.fault = fault;
    }

    void run() throws IOException, InterruptedException {
        socket.setSoTimeout(CLIENT_SILENCE_MILLIS);
        if (settings.tls().isPresent() && settings.tlsFromTheStart()) {
            encrypt();
        } else {
            streams();
        }
        if (has(SmtpFault.HANGS_UP)) {
            return;
        }
        if (has(SmtpFault.SILENT)) {
            server.waitForClose(settings.longestSilence());
            return;
        }
        if (has(SmtpFault.BUSY_421)) {
            say("421 4.3.2 Too busy, try again later");
            return;
        }
        say("220 standin.example ESMTP");
        var more = true;
        while (more) {
            var line = line();
            var closed = has(SmtpFault.SLOW) && server.waitForClose(SLOWNESS);
            more = !closed && line.isPresent() && obey(line.get());
        }
    }

    /** False when the session is over. */
    private boolean obey(String line) throws IOException, InterruptedException {
        var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
            case "EHLO", "HELO" -> {
                return greet(verb);
            }
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> recipient(line);
            case "DATA" -> {
                return data();
            }
            case "RSET" -> {
                forget();
                say("250 2.0.0 Forgotten");
            }
            case "NOOP" -> say("250 2.0.0 Ok");
            case "QUIT" -> {
                say("221 2.0.0 Bye");
                return false;
            }
            default -> say("502 5.5.1 Not known here");
        }
        return true;
    }

    private boolean greet(String verb) throws IOException {
        forget();
        if (has(SmtpFault.HELLO_DEFERRED_421)) {
            say("421 4.3.2 Shutting down, try again later");
            return false;
        }
        if (verb.equals("HELO")) {
            say("250 standin.example");
            return true;
        }
        var lines = new ArrayList<String>();
        lines.add("standin.example");
        lines.add("SIZE " + settings.largest());
        lines.add("8BITMIME");
        lines.add("ENHANCEDSTATUSCODES");
        if (settings.tls().isPresent() && !encrypted) {
            lines.add("STARTTLS");
        }
        if (settings.login().isPresent() && (encrypted || settings.tls().isEmpty())) {
            lines.add("AUTH PLAIN LOGIN");
        }
        for (var i = 0; i < lines.size(); i++) {
            say("250" + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
        }
        return true;
    }

    private void startTls() throws IOException {
        if (settings.tls().isEmpty() || encrypted) {
            say("502 5.5.1 Not offered");
            return;
        }
        say("220 2.0.0 Go ahead");
        forget();
        encrypt();
    }

    private void authenticate(String line) throws IOException {
        if (has(SmtpFault.LOGIN_UNAVAILABLE_454)) {
            say("454 4.7.0 Cannot check logins now");
            return;
        }
        if (settings.login().isEmpty() && !has(SmtpFault.LOGIN_REFUSED_535)) {
            say("502 5.5.1 Not offered");
            return;
        }
        if (settings.tls().isPresent() && !encrypted) {
            say("538 5.7.11 Encryption required");
            return;
        }
        var words = line.split(" ");
        var given = credentials(words);
        var right =
                settings.login()
                        .filter(known -> known.username().equals(given.username()))
                        .filter(known -> known.password().equals(given.password()));
        if (has(SmtpFault.LOGIN_REFUSED_535) || right.isEmpty()) {
            say("535 5.7.8 Username and password not accepted");
        } else {
            login = given.username();
            say("235 2.7.0 Welcome");
        }
    }

    private SmtpSettings.Login credentials(String[] words) throws IOException {
        if (words.length > 1 && words[1].equalsIgnoreCase("LOGIN")) {
            var username = words.length > 2 ? decoded(words[2]) : asked("Username:");
            return new SmtpSettings.Login(username, asked("Password:"));
        }
        var initial = words.length > 2 ? words[2] : "";
        if (initial.isEmpty()) {
            say("334 ");
            initial = line().orElse("");
        }
        var parts = decoded(initial).split("\0", -1);
        return parts.length == 3
                ? new SmtpSettings.Login(parts[1], parts[2])
                : new SmtpSettings.Login("", "");
    }

    private String asked(String question) throws IOException {
        say(
                "334 "
                        + Base64.getEncoder()
                                .encodeToString(question.getBytes(StandardCharsets.US_ASCII)));
        return decoded(line().orElse(""));
    }

    private void mail(String line) throws IOException {
        if (settings.login().isPresent() && login.isEmpty()) {
            say("530 5.7.0 Log in first");
        } else if (has(SmtpFault.SENDER_DEFERRED_451)) {
            say("451 4.3.0 Try again later");
        } else if (has(SmtpFault.SENDER_REFUSED_550)) {
            say("550 5.7.1 <%s>: Sender not wanted".formatted(address(line)));
        } else if (announcedSize(line) > settings.largest()) {
            say("552 5.3.4 Message too big");
        } else {
            forget();
            sender = Optional.of(address(line));
            say("250 2.1.0 Ok");
        }
    }

    private void recipient(String line) throws IOException {
        var address = address(line);
        if (sender.isEmpty()) {
            say("503 5.5.1 MAIL first");
        } else if (has(SmtpFault.GREYLISTED_451)) {
            say("451 4.7.1 <%s>: Greylisted, come back later".formatted(address));
        } else if (has(SmtpFault.MAILBOX_FULL_452)) {
            say("452 4.2.2 <%s>: Mailbox full".formatted(address));
        } else if (has(SmtpFault.UNKNOWN_USER_550)) {
            say("550 5.1.1 <%s>: No such user here".formatted(address));
        } else if (recipients.size() >= MOST_RECIPIENTS) {
            say("452 4.5.3 Too many recipients");
        } else {
            recipients.add(address);
            say("250 2.1.5 Ok");
        }
    }

    private boolean data() throws IOException, InterruptedException {
        if (recipients.isEmpty()) {
            say("503 5.5.1 RCPT first");
            return true;
        }
        if (has(SmtpFault.DATA_DEFERRED_451)) {
            say("451 4.3.0 Try again later");
            return true;
        }
        say("354 End with a dot on a line of its own");
        var content = content();
        return content.isPresent() && judge(content.get());
    }

    private boolean judge(String content) throws IOException, InterruptedException {
        if (content.length() > settings.largest()
                || (has(SmtpFault.TOO_LARGE_552) && content.contains("Content-Type: image/"))) {
            say("552 5.3.4 Message too big");
        } else if (has(SmtpFault.MESSAGE_DEFERRED_451)) {
            say("451 4.3.0 Cannot store it now, try again later");
        } else if (has(SmtpFault.SPAM_554)) {
            say("554 5.7.1 Looks like spam");
        } else {
            var mail = server.mails().add(sender.orElse(""), recipients, login, encrypted, content);
            if (has(SmtpFault.DROPS_AFTER_COMMIT)) {
                return false;
            }
            if (has(SmtpFault.SILENT_AFTER_COMMIT)) {
                server.waitForClose(settings.longestSilence());
                return false;
            }
            say("250 2.0.0 Ok: queued as %d".formatted(mail.number()));
        }
        forget();
        return true;
    }

    /** Empty when the connection ended before the last dot. */
    private Optional<String> content() throws IOException, InterruptedException {
        var content = new ByteArrayOutputStream();
        while (true) {
            var read = line();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            var line = read.get();
            if (line.equals(".")) {
                return Optional.of(content.toString(StandardCharsets.ISO_8859_1));
            }
            if (has(SmtpFault.SILENT_BEFORE_COMMIT)) {
                server.waitForClose(settings.longestSilence());
                return Optional.empty();
            }
            if (has(SmtpFault.DROPS_BEFORE_COMMIT)) {
                return Optional.empty();
            }
            if (content.size() <= settings.largest()) {
                var unstuffed = line.startsWith(".") ? line.substring(1) : line;
                content.write(unstuffed.getBytes(StandardCharsets.ISO_8859_1));
                content.write('\r');
                content.write('\n');
            }
        }
    }

    private void forget() {
        sender = Optional.empty();
        recipients.clear();
    }

    private void encrypt() throws IOException {
        var tls =
                (SSLSocket)
                        settings.tls()
                                .orElseThrow()
                                .getSocketFactory()
                                .createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        socket = tls;
        encrypted = true;
        streams();
    }

    private void streams() throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    private boolean has(SmtpFault asked) {
        return fault.filter(asked::equals).isPresent();
    }

    private void say(String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** One line without its end, byte for character; empty when the client has hung up. */
    private Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line is longer than %d bytes".formatted(LONGEST_LINE));
            }
            line.write(next);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private static String address(String line) {
        var from = line.indexOf('<');
        var until = line.indexOf('>', from + 1);
        return from >= 0 && until > from ? line.substring(from + 1, until) : "";
    }

    private static long announcedSize(String line) {
        var size = ANNOUNCED_SIZE.matcher(line);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

package trapline.standin.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One connection of a client: RFC 5321 with SIZE, 8BITMIME, STARTTLS and AUTH. */
class SmtpSession {
    private static final Duration SLOWNESS = Duration.ofMillis(200);
    private static final int CLIENT_SILENCE_MILLIS = 120_000;
    private static final int MOST_RECIPIENTS = 100;
    private static final Pattern ANNOUNCED_SIZE = Pattern.compile("(?i) SIZE=(\\d{1,18})\\b");

    private final SmtpStandIn server;
    private final SmtpSettings settings;
    private final Optional<SmtpFault> fault;
    private final SmtpWire wire;
    private String login = "";
    private Optional<String> sender = Optional.empty();
    private final List<String> recipients = new ArrayList<>();

    SmtpSession(SmtpStandIn server, SmtpSettings settings, Socket socket, Optional<SmtpFault> fault)
            throws IOException {
        socket.setSoTimeout(CLIENT_SILENCE_MILLIS);
        this.server = server;
        this.settings = settings;
        this.wire = new SmtpWire(socket);
        this.fault = fault;
    }

    void run() throws IOException, InterruptedException {
        if (settings.tls().isPresent() && settings.tlsFromTheStart()) {
            wire.encrypt(settings.tls().get());
        }
        if (has(SmtpFault.HANGS_UP)) {
            return;
        }
        if (has(SmtpFault.SILENT)) {
            server.waitForClose(settings.longestSilence());
            return;
        }
        if (has(SmtpFault.BUSY_421)) {
            wire.say("421 4.3.2 Too busy, try again later");
            return;
        }
        wire.say("220 standin.example ESMTP");
        var more = true;
        while (more) {
            var line = wire.line();
            var wait = has(SmtpFault.SLOW) ? SLOWNESS : settings.slowness();
            var closed = !wait.isZero() && server.waitForClose(wait);
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
                wire.say("250 2.0.0 Forgotten");
            }
            case "NOOP" -> wire.say("250 2.0.0 Ok");
            case "QUIT" -> {
                wire.say("221 2.0.0 Bye");
                return false;
            }
            default -> wire.say("502 5.5.1 Not known here");
        }
        return true;
    }

    private boolean greet(String verb) throws IOException {
        forget();
        if (has(SmtpFault.HELLO_DEFERRED_421)) {
            wire.say("421 4.3.2 Shutting down, try again later");
            return false;
        }
        if (verb.equals("HELO")) {
            wire.say("250 standin.example");
            return true;
        }
        var lines = new ArrayList<String>();
        lines.add("standin.example");
        lines.add("SIZE " + settings.largest());
        lines.add("8BITMIME");
        lines.add("ENHANCEDSTATUSCODES");
        if (settings.tls().isPresent() && !wire.encrypted()) {
            lines.add("STARTTLS");
        }
        if (settings.login().isPresent() && (wire.encrypted() || settings.tls().isEmpty())) {
            lines.add("AUTH PLAIN LOGIN");
        }
        for (var i = 0; i < lines.size(); i++) {
            wire.say("250" + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
        }
        return true;
    }

    private void startTls() throws IOException {
        if (settings.tls().isEmpty() || wire.encrypted()) {
            wire.say("502 5.5.1 Not offered");
            return;
        }
        wire.say("220 2.0.0 Go ahead");
        forget();
        wire.encrypt(settings.tls().get());
    }

    private void authenticate(String line) throws IOException {
        if (has(SmtpFault.LOGIN_UNAVAILABLE_454)) {
            wire.say("454 4.7.0 Cannot check logins now");
            return;
        }
        if (settings.login().isEmpty() && !has(SmtpFault.LOGIN_REFUSED_535)) {
            wire.say("502 5.5.1 Not offered");
            return;
        }
        if (settings.tls().isPresent() && !wire.encrypted()) {
            wire.say("538 5.7.11 Encryption required");
            return;
        }
        var given = SmtpLogin.read(line, wire);
        var right =
                settings.login()
                        .filter(known -> known.username().equals(given.username()))
                        .filter(known -> known.password().equals(given.password()));
        if (has(SmtpFault.LOGIN_REFUSED_535) || right.isEmpty()) {
            wire.say("535 5.7.8 Username and password not accepted");
        } else {
            login = given.username();
            wire.say("235 2.7.0 Welcome");
        }
    }

    private void mail(String line) throws IOException {
        if (settings.login().isPresent() && login.isEmpty()) {
            wire.say("530 5.7.0 Log in first");
        } else if (has(SmtpFault.SENDER_DEFERRED_451)) {
            wire.say("451 4.3.0 Try again later");
        } else if (has(SmtpFault.SENDER_REFUSED_550)) {
            wire.say("550 5.7.1 <%s>: Sender not wanted".formatted(address(line)));
        } else if (announcedSize(line) > settings.largest()) {
            wire.say("552 5.3.4 Message too big");
        } else {
            forget();
            sender = Optional.of(address(line));
            wire.say("250 2.1.0 Ok");
        }
    }

    private void recipient(String line) throws IOException {
        var address = address(line);
        if (sender.isEmpty()) {
            wire.say("503 5.5.1 MAIL first");
        } else if (has(SmtpFault.GREYLISTED_451)) {
            wire.say("451 4.7.1 <%s>: Greylisted, come back later".formatted(address));
        } else if (has(SmtpFault.MAILBOX_FULL_452)) {
            wire.say("452 4.2.2 <%s>: Mailbox full".formatted(address));
        } else if (has(SmtpFault.UNKNOWN_USER_550)) {
            wire.say("550 5.1.1 <%s>: No such user here".formatted(address));
        } else if (recipients.size() >= MOST_RECIPIENTS) {
            wire.say("452 4.5.3 Too many recipients");
        } else {
            recipients.add(address);
            wire.say("250 2.1.5 Ok");
        }
    }

    private boolean data() throws IOException, InterruptedException {
        if (recipients.isEmpty()) {
            wire.say("503 5.5.1 RCPT first");
            return true;
        }
        if (has(SmtpFault.DATA_DEFERRED_451)) {
            wire.say("451 4.3.0 Try again later");
            return true;
        }
        wire.say("354 End with a dot on a line of its own");
        var content = content();
        return content.isPresent() && judge(content.get());
    }

    private boolean judge(String content) throws IOException, InterruptedException {
        if (content.length() > settings.largest()
                || (has(SmtpFault.TOO_LARGE_552) && content.contains("Content-Type: image/"))) {
            wire.say("552 5.3.4 Message too big");
        } else if (has(SmtpFault.MESSAGE_DEFERRED_451)) {
            wire.say("451 4.3.0 Cannot store it now, try again later");
        } else if (has(SmtpFault.SPAM_554)) {
            wire.say("554 5.7.1 Looks like spam");
        } else {
            var mail =
                    server.mails()
                            .add(sender.orElse(""), recipients, login, wire.encrypted(), content);
            if (has(SmtpFault.DROPS_AFTER_COMMIT)) {
                return false;
            }
            if (has(SmtpFault.SILENT_AFTER_COMMIT)) {
                server.waitForClose(settings.longestSilence());
                return false;
            }
            wire.say("250 2.0.0 Ok: queued as %d".formatted(mail.number()));
        }
        forget();
        return true;
    }

    /** Empty when the connection ended before the last dot. */
    private Optional<String> content() throws IOException, InterruptedException {
        var content = new ByteArrayOutputStream();
        while (true) {
            var read = wire.line();
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

    private boolean has(SmtpFault asked) {
        return fault.filter(asked::equals).isPresent();
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
}

package trapline.standin.smtp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import trapline.standin.http.HttpStandIn;

/**
 * Shows the mails of a {@link SmtpStandIn} in a browser of this machine: {@code /} lists them,
 * {@code /mail/3} shows one with its pictures, {@code /mail/3/source} the bytes. What a mail brings
 * along cannot run, load or send anything.
 */
public final class InboxPage implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int LONGEST_FORM = 1000;
    private static final Pattern PATH = Pattern.compile("/mail/(\\d{1,9})(/html|/source)?");

    /** Nothing may run or load, but a link may open a new window. */
    private static final String MAIL_POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none';"
                    + " sandbox allow-popups allow-popups-to-escape-sandbox";

    private static final String PAGE_POLICY =
            "default-src 'none'; frame-src 'self'; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'self'";

    private final SmtpStandIn inbox;
    private final HttpServer server;
    private final ExecutorService workers;
    private final Set<String> hosts;

    private InboxPage(SmtpStandIn inbox, HttpServer server) {
        this.inbox = inbox;
        this.server = server;
        this.workers = Executors.newFixedThreadPool(WORKERS, InboxPage::thread);
        this.hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port(), "[::1]:" + port());
    }

    /**
     * @param port 0: any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static InboxPage start(SmtpStandIn inbox, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var page = new InboxPage(inbox, HttpServer.create(address, 0));
            page.server.setExecutor(page.workers);
            page.server.createContext("/", page::handle);
            page.server.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What to open in the browser. */
    public URI url() {
        return URI.create("http://127.0.0.1:%d/".formatted(port()));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"));
            // A page elsewhere could give this machine a name of its own and read along.
            if (host.filter(hosts::contains).isEmpty()) {
                answer(exchange, 421, "text/plain", PAGE_POLICY, "Ask for this machine by name.");
            } else if (isSwitch(exchange)) {
                turn(exchange);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, "text/plain", PAGE_POLICY, "There is only reading here.");
            } else {
                show(exchange);
            }
        }
    }

    private static boolean isSwitch(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().equals("/_faults");
    }

    /** A page of another site must not be able to press this switch. */
    private void turn(HttpExchange exchange) throws IOException {
        var site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if ("cross-site".equals(site)) {
            answer(exchange, 403, "text/plain", PAGE_POLICY, "Not from another site.");
            return;
        }
        var form =
                HttpStandIn.form(
                        new String(
                                exchange.getRequestBody().readNBytes(LONGEST_FORM),
                                StandardCharsets.UTF_8));
        var name = form.getOrDefault("fault", List.of("")).get(0);
        var times = form.getOrDefault("times", List.of("1")).get(0);
        var fault =
                Arrays.stream(SmtpFault.values()).filter(one -> one.name().equals(name)).findAny();
        if (name.isEmpty()) {
            inbox.recover();
        } else if (fault.isEmpty() || !times.matches("[1-9]\\d{0,3}")) {
            answer(
                    exchange,
                    400,
                    "text/plain",
                    PAGE_POLICY,
                    "The faults are %s; times is from 1 to 9999."
                            .formatted(Arrays.toString(SmtpFault.values())));
            return;
        } else {
            inbox.fail(fault.get(), Integer.parseInt(times));
        }
        exchange.getResponseHeaders().set("Location", "/");
        exchange.sendResponseHeaders(303, -1);
    }

    private void show(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            var list = MailHtml.list(inbox.received(), inbox.taken());
            answer(exchange, 200, "text/html", PAGE_POLICY, list);
            return;
        }
        var parts = PATH.matcher(path);
        var mail = parts.matches() ? find(parts.group(1)) : Optional.<ReceivedMail>empty();
        if (mail.isEmpty()) {
            answer(exchange, 404, "text/plain", PAGE_POLICY, "There is no such mail.");
        } else if (parts.group(2) == null) {
            answer(exchange, 200, "text/html", PAGE_POLICY, MailHtml.page(mail.get()));
        } else if (parts.group(2).equals("/html")) {
            answer(exchange, 200, "text/html", MAIL_POLICY, MailHtml.body(mail.get()));
        } else {
            send(exchange, 200, "text/plain", PAGE_POLICY, mail.get().bytes());
        }
    }

    private Optional<ReceivedMail> find(String digits) {
        var number = Integer.parseInt(digits);
        return inbox.received().stream().filter(mail -> mail.number() == number).findFirst();
    }

    private static void answer(
            HttpExchange exchange, int status, String type, String policy, String text)
            throws IOException {
        send(exchange, status, type, policy, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(
            HttpExchange exchange, int status, String type, String policy, byte[] body)
            throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "inbox-page");
        thread.setDaemon(true);
        return thread;
    }
}

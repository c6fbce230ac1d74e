package trapline.app.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import trapline.standin.cap.CapStandIn;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.http.HttpFault;
import trapline.standin.runner.RunnerStandIn;
import trapline.standin.smtp.SmtpFault;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.telegram.TelegramStandIn;

/**
 * Whom a server that is killed again and again talks to. They outlive it, and answer late, so that
 * many kills fall between a message and its answer.
 */
final class LastingParties implements AutoCloseable {
    private static final Duration SLOWNESS = Duration.ofMillis(250);
    private static final String TELEGRAM_TOKEN = "123456789:AAplantedTokenOfTheKillTest0123456";
    private static final String SITE_TOKEN = "a-token-of-the-site-for-the-kill-test";
    private static final String CAP_TOKEN = "a-token-of-the-receiver-for-the-kill-test";

    /** How often each mail came, by its id. */
    final Map<String, Integer> mails = new ConcurrentHashMap<>();

    final TelegramStandIn telegram;
    final EarthRangerStandIn site;
    final CapStandIn receiver;
    private final RunnerStandIn runner;
    private final SmtpStandIn smtp;

    LastingParties() throws IOException {
        runner = RunnerStandIn.start("watcher", 0);
        smtp = SmtpStandIn.start();
        telegram = TelegramStandIn.start(TELEGRAM_TOKEN);
        site = EarthRangerStandIn.start(SITE_TOKEN);
        receiver = CapStandIn.start(CAP_TOKEN);
        smtp.onMail(
                mail ->
                        mails.merge(
                                mail.message().header("Message-ID").orElseThrow(),
                                1,
                                Integer::sum));
        smtp.failAlways(SmtpFault.SLOW);
        telegram.faults().always(new HttpFault.SlowAnswer(SLOWNESS));
        site.faults().always(new HttpFault.SlowAnswer(SLOWNESS));
        receiver.faults().always(new HttpFault.SlowAnswer(SLOWNESS));
    }

    /** A Trapline that knows them, as the channels mail, rangers, park and warnings. */
    Installation installation(Path folder) throws IOException {
        var installation = new Installation(folder, smtp.port(), Optional.empty());
        installation.set("trapline.runners.addresses", runner.address());
        installation.set("trapline.references.TELEGRAM_TOKEN", TELEGRAM_TOKEN);
        installation.set("trapline.references.EARTHRANGER_TOKEN", SITE_TOKEN);
        installation.set("trapline.references.CAP_TOKEN", CAP_TOKEN);
        installation.write(
                "channels.yaml",
                """
                channels:
                  - {id: mail, kind: email, host: 127.0.0.1, port: %d, security: none, from: trapline@example.org}
                  - {id: rangers, kind: telegram, baseUrl: "%s", token: "{{env:TELEGRAM_TOKEN}}", answers: "off"}
                  - {id: park, kind: earthranger, site: "%s", token: "{{env:EARTHRANGER_TOKEN}}", eventType: camera_sighting}
                  - {id: warnings, kind: cap, sender: traps@park.example, receiver: "%s", token: "{{env:CAP_TOKEN}}", pictures: inside}
                """
                        .formatted(smtp.port(), telegram.url(), site.url(), receiver.url()));
        return installation;
    }

    @Override
    public void close() {
        receiver.close();
        site.close();
        telegram.close();
        smtp.close();
        runner.close();
    }
}

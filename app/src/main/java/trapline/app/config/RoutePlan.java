package trapline.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.springframework.util.FileSystemUtils;
import trapline.delivery.Channel;
import trapline.delivery.MqttChannel;
import trapline.delivery.SignalChannel;
import trapline.delivery.TelegramChannel;
import trapline.routes.delivery.EmailSink;
import trapline.routes.folder.ReadyFiles;
import trapline.routes.ftps.RemoteFolder;
import trapline.routes.ftps.TakenFiles;

/** Says which routes a configuration asks for. */
class RoutePlan {
    /** Files that one camera's folder may fill of each round, so that the others get theirs. */
    private static final int SHARE = 50;

    /**
     * Names repeat, so each taken file gets a folder of its time; below it lie the camera's own.
     */
    private static final String TAKEN = ".taken/${date:now:yyyyMMdd-HHmmss-SSS}/${file:name}";

    private final Path data;
    private final Clock clock;

    RoutePlan(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /** Where the built-in server puts what an account uploads. */
    static Path home(Path data, String sourceId, String account) {
        return data.resolve("ftps").resolve(sourceId).resolve(account);
    }

    List<WantedRoute> routes(ConfigSnapshot config) {
        var routes = new ArrayList<WantedRoute>();
        config.sources().forEach(source -> routes.addAll(source(source)));
        config.channels().forEach(channel -> routes.add(channel(channel)));
        config.channels().forEach(channel -> answers(channel).ifPresent(routes::add));
        config.channels().forEach(channel -> devices(channel).ifPresent(routes::add));
        return routes;
    }

    private List<WantedRoute> source(SourceConfig source) {
        if (source instanceof SourceConfig.FtpsServerSource server) {
            return List.of(received(server));
        }
        if (source instanceof SourceConfig.FolderSource folder) {
            return List.of(folder(folder));
        }
        return pulled((SourceConfig.FtpsPullSource) source);
    }

    /** Finished uploads become visible at once, so nothing has to be waited for. */
    private WantedRoute received(SourceConfig.FtpsServerSource server) {
        var id = server.source().sourceId();
        var parameters = new HashMap<String, Object>();
        parameters.put("source", id);
        parameters.put("folder", data.resolve("ftps").resolve(id).toString());
        parameters.put("accountFolders", "true");
        parameters.put("ready", ready(id));
        return new WantedRoute(
                "source." + id,
                id + "-files",
                "source-folder",
                parameters,
                Map.of(ready(id), readyFiles(Duration.ZERO, server.truncatedGrace())),
                List.of(id, server.truncatedGrace()));
    }

    private WantedRoute folder(SourceConfig.FolderSource folder) {
        var id = folder.source().sourceId();
        var parameters = new HashMap<String, Object>();
        parameters.put("source", id);
        parameters.put("folder", data.resolve(folder.path()).normalize().toString());
        after(folder.after(), parameters);
        parameters.put("ready", ready(id));
        return new WantedRoute(
                "source." + id,
                id + "-files",
                "source-folder",
                parameters,
                Map.of(ready(id), readyFiles(folder.quietTime(), folder.truncatedGrace())),
                List.of(
                        id,
                        folder.path(),
                        folder.after(),
                        folder.quietTime(),
                        folder.truncatedGrace()));
    }

    /** One route a folder, so that one that is missing holds up no other. */
    private List<WantedRoute> pulled(SourceConfig.FtpsPullSource pull) {
        var routes = new ArrayList<WantedRoute>();
        for (var number = 0; number < pull.folders().size(); number++) {
            routes.add(pulled(pull, number));
        }
        return routes;
    }

    private WantedRoute pulled(SourceConfig.FtpsPullSource pull, int number) {
        var id = pull.source().sourceId();
        var name = number == 0 ? id : id + "-" + number;
        var password = "password-" + name;
        var parameters = new HashMap<String, Object>();
        parameters.put("name", name);
        parameters.put("source", id);
        parameters.put("host", pull.host());
        parameters.put("port", String.valueOf(pull.port()));
        parameters.put("implicit", String.valueOf(pull.implicit()));
        parameters.put("username", pull.user());
        parameters.put("password", "#bean:" + password);
        pull.fingerprint().ifPresent(print -> parameters.put("fingerprint", print));
        parameters.put("folder", pull.folders().get(number));
        parameters.put("workFolder", data.resolve("pulling").resolve(name).toString());
        after(pull.after(), parameters);
        parameters.put("pollMillis", String.valueOf(pull.poll().toMillis()));
        parameters.put("ready", ready(name));
        return new WantedRoute(
                "source." + name,
                name + "-files",
                "source-ftps",
                parameters,
                Map.of(password, pull.password(), ready(name), remoteFolder(pull, name)),
                List.of(pull, number));
    }

    /**
     * Removes what a killed run had half fetched. Only before the first route starts; what is whole
     * lies on the server still.
     */
    void clearWork() throws IOException {
        var work = data.resolve("pulling");
        if (Files.isDirectory(work)) {
            try (var folders = Files.list(work)) {
                for (var folder : folders.filter(Files::isDirectory).toList()) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    private RemoteFolder remoteFolder(SourceConfig.FtpsPullSource pull, String name) {
        return new RemoteFolder(
                clock,
                pull.source().sourceId(),
                pull.quietTime(),
                pull.truncatedGrace(),
                SHARE,
                pull.after() == SourceConfig.After.KEEP
                        ? Optional.of(takenFiles(name))
                        : Optional.empty());
    }

    private static void after(SourceConfig.After after, Map<String, Object> parameters) {
        parameters.put("delete", String.valueOf(after == SourceConfig.After.DELETE));
        if (after == SourceConfig.After.MOVE) {
            parameters.put("move", TAKEN);
        }
    }

    /** What stays on the server must be known again after a restart. */
    private TakenFiles takenFiles(String name) {
        try {
            return TakenFiles.in(data.resolve("pulling").resolve(name + ".taken"));
        } catch (IOException e) {
            throw new UncheckedIOException("The list of taken files cannot be read.", e);
        }
    }

    private static WantedRoute channel(Channel channel) {
        var parameters = new HashMap<String, Object>();
        var beans = new HashMap<String, Object>();
        parameters.put("channel", channel.channelId());
        if (channel instanceof Channel.Webhook) {
            parameters.put("timeoutMillis", String.valueOf(channel.timeout().toMillis()));
        }
        if (channel instanceof Channel.Email mail && mail.username().isPresent()) {
            beans.put(
                    EmailSink.login(mail.channelId()),
                    new DefaultAuthenticator(mail.username().get(), mail.password().orElseThrow()));
        }
        return new WantedRoute(
                "deliver." + channel.channelId(),
                channel.channelId() + "-due",
                "deliver-" + channel.kind(),
                parameters,
                beans,
                channel);
    }

    /** Telegram keeps a webhook's address, so it is told once an hour only. */
    private static Optional<WantedRoute> answers(Channel channel) {
        var id = channel.channelId();
        var period = "1000";
        if (channel instanceof TelegramChannel bot) {
            if (bot.answers() == TelegramChannel.Answers.OFF) {
                return Optional.empty();
            }
            period = bot.answers() == TelegramChannel.Answers.WEBHOOK ? "3600000" : period;
        } else if (!(channel instanceof SignalChannel gateway) || !gateway.listens()) {
            return Optional.empty();
        }
        return Optional.of(
                new WantedRoute(
                        "answers." + id,
                        "answers." + id,
                        "deliver-answers",
                        Map.of("channel", id, "periodMillis", period),
                        Map.of(),
                        channel));
    }

    /** Brokers are told how cameras are, also when there is no alert. */
    private static Optional<WantedRoute> devices(Channel channel) {
        if (!(channel instanceof MqttChannel)) {
            return Optional.empty();
        }
        var id = channel.channelId();
        return Optional.of(
                new WantedRoute(
                        "devices." + id,
                        "devices." + id,
                        "deliver-devices",
                        Map.of("channel", id),
                        Map.of(),
                        channel));
    }

    private ReadyFiles<Object> readyFiles(Duration quiet, Duration grace) {
        return new ReadyFiles<>(clock, quiet, grace, SHARE);
    }

    private static String ready(String sourceId) {
        return "ready-" + sourceId;
    }
}

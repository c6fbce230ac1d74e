package trapline.app.admin;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import trapline.api.admin.Installation;
import trapline.api.config.ConfigStatus;
import trapline.delivery.Channel;
import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.Parking;
import trapline.stage.Lane;
import trapline.stage.Stages;

/** Asks every part how it is. */
class InstallationParts {
    private static final Duration LONG_WAIT = Duration.ofMinutes(15);
    private static final int ANSWER_SECONDS = 5;
    private static final double LITTLE = 0.1;
    private static final double VERY_LITTLE = 0.03;
    private static final List<String> WORST_FIRST = List.of("down", "warning", "well");

    private final DataSource database;
    private final Stages stages;
    private final Channels channels;
    private final ChannelRest rest;
    private final Parking parking;
    private final ConfigStatus config;
    private final DiskForecast disk;

    InstallationParts(
            DataSource database,
            Stages stages,
            Channels channels,
            ChannelRest rest,
            Parking parking,
            ConfigStatus config,
            DiskForecast disk) {
        this.database = database;
        this.stages = stages;
        this.channels = channels;
        this.rest = rest;
        this.parking = parking;
        this.config = config;
        this.disk = disk;
    }

    List<Installation.Part> all() {
        var parts = new ArrayList<Installation.Part>();
        var answers = databaseAnswers();
        parts.add(
                new Installation.Part(
                        "database",
                        answers ? "well" : "down",
                        answers ? "It answers." : "It does not answer."));
        if (answers) {
            parts.add(stages());
            parts.add(disk());
            parts.add(parking());
        }
        parts.add(configuration());
        channels.current().forEach(channel -> parts.add(channel(channel)));
        parts.sort(Comparator.comparingInt(part -> WORST_FIRST.indexOf(part.state())));
        return parts;
    }

    private boolean databaseAnswers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            // That it failed is the answer; the parts say so.
            return false;
        }
    }

    private Installation.Part stages() {
        var slow =
                stages.depths().stream()
                        .filter(depth -> depth.lane() == Lane.LIVE)
                        .filter(depth -> depth.oldest().compareTo(LONG_WAIT) > 0)
                        .map(depth -> (depth.stage() + " " + depth.part()).strip())
                        .toList();
        return slow.isEmpty()
                ? new Installation.Part("stages", "well", "Nothing live waits for long.")
                : new Installation.Part(
                        "stages",
                        "warning",
                        "Something live has waited for more than %d minutes in: %s."
                                .formatted(LONG_WAIT.toMinutes(), String.join(", ", slow)));
    }

    private Installation.Part disk() {
        var now = disk.now();
        var free = (double) now.usableBytes() / Math.max(1, now.totalBytes());
        return new Installation.Part(
                "disk",
                free < VERY_LITTLE ? "down" : free < LITTLE ? "warning" : "well",
                "%.0f %% is free.".formatted(free * 100));
    }

    private Installation.Part parking() {
        var state = parking.state();
        return state.parked()
                ? new Installation.Part(
                        "sending",
                        "warning",
                        "It is parked by %s: nobody is told of anything.".formatted(state.byWhom()))
                : new Installation.Part("sending", "well", "Messages are sent as they come.");
    }

    private Installation.Part configuration() {
        var view = config.view();
        var wrong = view.problems().size() + view.routeProblems().size();
        return wrong == 0
                ? new Installation.Part("configuration", "well", "What the files say is what runs.")
                : new Installation.Part(
                        "configuration",
                        "warning",
                        "The files have %d mistakes; the last good version runs.".formatted(wrong));
    }

    private Installation.Part channel(Channel channel) {
        return rest.of(channel)
                .map(
                        resting ->
                                new Installation.Part(
                                        "channel " + channel.channelId(),
                                        "down",
                                        "It rests: " + Masked.line(resting.reason())))
                .orElseGet(
                        () ->
                                new Installation.Part(
                                        "channel " + channel.channelId(),
                                        "well",
                                        "Nothing is known against it."));
    }
}

package trapline.app.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trapline.stage.PermanentFailure;
import trapline.stage.RetryLater;
import trapline.standin.runner.RunnerFault;
import trapline.standin.runner.RunnerStandIn;

/** The client of model runners, over real HTTP, with runners that misbehave. */
class RunnersIT {
    private static final String KEY = "a-key-of-sufficient-length";

    /** Long enough that a runner which is back is noticed, whatever the machine does beside. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private static final Duration IMPATIENT = Duration.ofMillis(1);

    @TempDir private Path folder;
    private Path picture;
    private RunnerStandIn one;
    private RunnerStandIn two;

    @BeforeEach
    void start() throws IOException {
        picture = Files.write(folder.resolve("picture"), new byte[1234]);
        one = RunnerStandIn.start("one", 0);
        two = RunnerStandIn.start("two", 0);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void sendsThePictureWithTheKeyAndReadsWhatIsOnIt() {
        var said = analyze(runners(IMPATIENT, false, one));

        assertThat(said.detector().name()).isEqualTo("one");
        assertThat(said.found().get(0).category()).isEqualTo("animal");
        assertThat(said.names().values().iterator().next().labels().get(0).name())
                .isEqualTo("stoat");
        assertThat(said.preview()).startsWith((byte) 0xFF, (byte) 0xD8);
        assertThat(one.asked().get(0).authorization()).isEqualTo("Bearer " + KEY);
        assertThat(one.asked().get(0).bytes()).isEqualTo(1234);
    }

    @Test
    void sharesThePicturesBetweenTheRunners() {
        var runners = runners(IMPATIENT, false, one, two);

        for (var i = 0; i < 10; i++) {
            analyze(runners);
        }

        assertThat(one.asked()).hasSize(5);
        assertThat(two.asked()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunnerFault.class,
            names = {"UNREADABLE", "SILENCE"},
            mode = EnumSource.Mode.EXCLUDE)
    void takesTheNextRunnerWhenOneDoesNotAnswer(RunnerFault fault) {
        one.failAlways(fault);
        var runners = runners(IMPATIENT, false, one, two);

        var names = new TreeSet<String>();
        for (var i = 0; i < 6; i++) {
            names.add(analyze(runners).detector().name());
        }

        assertThat(names).containsExactly("two");
    }

    @Test
    void takesTheNextRunnerWhenOneIsSilentForTooLong() {
        one.failAlways(RunnerFault.SILENCE);
        two.failAlways(RunnerFault.BUSY);
        var runners = runners(IMPATIENT, false, Duration.ofMillis(200), one, two);

        assertThatThrownBy(() -> analyze(runners)).isInstanceOf(RetryLater.class);
        two.heal();
        var patient = runners(PATIENT, false, Duration.ofSeconds(1), one, two);

        assertThat(analyze(patient).detector().name()).isEqualTo("two");
    }

    @Test
    void leavesARunnerAloneThatFailsAgainAndAgain() {
        one.failAlways(RunnerFault.MODEL_FAILED);
        var runners = runners(IMPATIENT, false, one, two);

        for (var i = 0; i < 30; i++) {
            analyze(runners);
        }

        assertThat(one.asked().size()).isLessThan(10);
        assertThat(two.asked()).hasSize(30);
    }

    @Test
    void comesBackToARunnerThatWasRestarted() {
        var port = one.port();
        one.close();
        var runners = runners(PATIENT, false, port);
        one = RunnerStandIn.start("reborn", port);

        assertThat(analyze(runners).detector().name()).isEqualTo("reborn");
    }

    @Test
    void waitsWhileARunnerAsksForPatience() {
        one.fail(RunnerFault.BUSY, 2);

        var said = analyze(runners(PATIENT, false, one));

        assertThat(said.detector().name()).isEqualTo("one");
        assertThat(one.asked()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunnerFault.class,
            names = {"UNREADABLE", "SILENCE"},
            mode = EnumSource.Mode.EXCLUDE)
    void letsThePictureWaitWhenNoRunnerCanBeUsed(RunnerFault fault) {
        one.failAlways(fault);
        two.failAlways(fault);

        assertThatThrownBy(() -> analyze(runners(IMPATIENT, false, one, two)))
                .isInstanceOf(RetryLater.class)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void letsThePictureWaitWhenAllRunnersAreDead() {
        one.close();
        two.close();

        assertThatThrownBy(() -> analyze(runners(IMPATIENT, false, one, two)))
                .isInstanceOf(RetryLater.class);
    }

    @Test
    void failsForGoodOnlyWhatARunnerCallsUnreadable() {
        one.failAlways(RunnerFault.UNREADABLE);

        assertThatThrownBy(() -> analyze(runners(IMPATIENT, false, one, two)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("broken-picture");
    }

    @Test
    void namesTheBlobWhereItIsSharedAndSendsThePictureWhereItIsNot() {
        var runners = runners(IMPATIENT, true, one);

        analyze(runners);
        one.fail(RunnerFault.UNKNOWN_BLOB, 1);
        analyze(runners);

        assertThat(one.asked())
                .extracting(RunnerStandIn.Asked::contentType)
                .containsExactly(
                        "application/json", "application/json", "application/octet-stream");
    }

    @Test
    void goesOnWithoutNamesWhereARunnerHasNoClassifier() {
        one.failAlways(RunnerFault.NO_MODEL);
        var question =
                new Runners.Question<>(
                        "/v1/classify?box=0,0,1,1",
                        answer -> Optional.of(RunnerAnswer.naming(answer, 1)),
                        Optional.of(Optional.empty()));

        assertThat(runners(IMPATIENT, false, one).ask(question, Content.file(picture))).isEmpty();
    }

    @Test
    void refusesAddressesThatAreNone() {
        for (var wrong :
                List.of("gpu1:8090", "ftp://gpu1", "http://user:secret@gpu1", "http://gpu1?a=b")) {
            assertThatThrownBy(() -> settings(List.of(wrong), false, PATIENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("trapline.runners.addresses")
                    .hasMessageNotContaining("secret");
        }
    }

    private RemoteModels.Analysis analyze(Runners runners) {
        return runners.ask(
                new Runners.Question<>("/v1/analyze", RunnerAnswer::analysis, Optional.empty()),
                Content.original("ab/cd/key", picture));
    }

    private static Runners runners(Duration patience, boolean share, RunnerStandIn... standIns) {
        return runners(patience, share, Duration.ofSeconds(30), standIns);
    }

    private static Runners runners(
            Duration patience, boolean share, Duration timeout, RunnerStandIn... standIns) {
        var addresses = new ArrayList<String>();
        for (var standIn : standIns) {
            addresses.add(standIn.address());
        }
        return runners(patience, settings(addresses, share, timeout));
    }

    private static Runners runners(Duration patience, boolean share, int port) {
        return runners(
                patience,
                settings(List.of("http://127.0.0.1:" + port), share, Duration.ofSeconds(30)));
    }

    private static Runners runners(Duration patience, RunnersSettings settings) {
        return new Runners(
                settings,
                new RunnerCalls(new ObjectMapper(), settings.secret(), settings.timeout()),
                patience,
                Clock.systemUTC());
    }

    private static RunnersSettings settings(
            List<String> addresses, boolean share, Duration timeout) {
        return new RunnersSettings(addresses, Optional.of(KEY), Optional.empty(), timeout, share);
    }
}

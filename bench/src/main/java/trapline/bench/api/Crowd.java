package trapline.bench.api;

import static io.gatling.javaapi.core.CoreDsl.forAll;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * 170 people with the console open: 100 browse, 50 view pictures, 20 filter and count. Each takes a
 * step at a fixed pace, so that a slow answer does not make the load smaller. It has failed where a
 * call failed, or 5 of 100 calls of a kind took 50 ms or more.
 */
public final class Crowd extends Simulation {
    static final String ADDRESS = "trapline.bench.address";
    static final String WARM_UP = "trapline.bench.warm-up";
    static final String MEASURED = "trapline.bench.measured";

    private static final int BROWSING = 100;
    private static final int VIEWING = 50;
    private static final int FILTERING = 20;
    private static final Duration BROWSING_PACE = Duration.ofSeconds(5);
    private static final Duration VIEWING_PACE = Duration.ofSeconds(3);
    private static final Duration FILTERING_PACE = Duration.ofSeconds(4);

    /** For all: to prove a password takes its time by design. */
    private static final int SESSIONS = 10;

    private static final int MOST_MILLIS = 50;

    private final Duration warmUp = Duration.ofSeconds(Integer.getInteger(WARM_UP));
    private final Duration all = warmUp.plusSeconds(Integer.getInteger(MEASURED));
    private final List<Map<String, Object>> sessions;

    public Crowd() {
        var guests = new Guests(System.getProperty(ADDRESS));
        var cookies = guests.sessions(SESSIONS);
        sessions =
                cookies.stream().map(cookie -> Map.<String, Object>of("session", cookie)).toList();
        var habits = new Habits(new Calls(warmUp), guests.cameras(cookies.get(0)));
        setUp(
                        people("browsing", BROWSING, BROWSING_PACE, habits.browsing()),
                        people("viewing", VIEWING, VIEWING_PACE, habits.viewing()),
                        people("filtering", FILTERING, FILTERING_PACE, habits.filtering()))
                .protocols(
                        http.baseUrl(System.getProperty(ADDRESS))
                                .header("Cookie", "#{session}")
                                .disableCaching()
                                .disableUrlEncoding()
                                .disableWarmUp())
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().percentile(95).lt(MOST_MILLIS),
                        forAll().responseTime().percentile(95).lt(MOST_MILLIS));
    }

    private PopulationBuilder people(String what, int number, Duration step, ChainBuilder habit) {
        return scenario(what)
                .feed(listFeeder(sessions).circular())
                .during(all)
                .on(pace(step).exec(habit))
                .injectOpen(rampUsers(number).during(step));
    }
}

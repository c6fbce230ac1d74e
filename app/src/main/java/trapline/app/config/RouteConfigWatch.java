package trapline.app.config;

import java.io.IOException;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/** Starts what the configuration asks for once Camel runs, and then looks for changes. */
class RouteConfigWatch {
    private final RouteConfig routeConfig;
    private final RouteConfig.Running running;
    private volatile boolean started;

    RouteConfigWatch(RouteConfig routeConfig, RouteConfig.Running running) {
        this.routeConfig = routeConfig;
        this.running = running;
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() throws IOException {
        routeConfig.start(running);
        started = true;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        if (started) {
            routeConfig.look();
        }
    }
}

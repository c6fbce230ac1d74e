package trapline.app.flow;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.Trapline;

/** The whole program, started in this process. */
final class RunningTrapline implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    RunningTrapline(Installation installation) {
        context = new SpringApplicationBuilder(Trapline.class).run(installation.arguments());
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return part(JdbcClient.class);
    }

    long count(String what) {
        return jdbc().sql("select count(*) from " + what).query(Long.class).single();
    }

    @Override
    public void close() {
        context.close();
    }
}

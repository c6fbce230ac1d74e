package trapline.runner.service;

import java.util.Arrays;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The program: looks at pictures for whoever holds the key. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ServiceConfiguration.class, ModelsConfiguration.class, Problems.class})
public class ModelService {
    public static void main(String[] arguments) {
        start(arguments);
    }

    /**
     * Starts the service; it runs until it is closed.
     *
     * @param arguments settings as {@code --trapline.runner.port=8090}, before the environment
     */
    public static ConfigurableApplicationContext start(String... arguments) {
        // A name of its own, so that it may stand beside the application on one class path.
        var named = Arrays.copyOf(arguments, arguments.length + 1);
        named[arguments.length] = "--spring.config.name=trapline-runner";
        return new SpringApplicationBuilder(ModelService.class).run(named);
    }
}

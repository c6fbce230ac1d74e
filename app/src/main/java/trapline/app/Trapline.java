package trapline.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class Trapline {
    public static void main(String[] args) {
        SpringApplication.run(Trapline.class, args);
    }
}

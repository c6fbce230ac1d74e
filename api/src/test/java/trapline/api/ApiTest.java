package trapline.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** All tests of the API share one server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ApiServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=health,info,prometheus,metrics",
            "management.prometheus.metrics.export.enabled=true",
            "springdoc.api-docs.path=/api/openapi",
            "springdoc.swagger-ui.path=/api/docs",
            "spring.mvc.problemdetails.enabled=true",
            "spring.jmx.enabled=false",
            "server.tomcat.basedir=target/tomcat"
        })
@interface ApiTest {}

package trapline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedRoutesTest {
    private static final String ROUTE =
            """
            - route:
                id: mine.tick
                from:
                  uri: timer:tick
                  steps:
                    - %s
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: {message: \"tick ${body}\"}",
                "to: https://example.org/hook",
                "to: {uri: direct:next, parameters: {timeout: 5}}",
                "filter: {simple: \"${header.kind} == 'animal'\", steps: [{to: seda:more}]}",
                "setHeader: {name: a, constant: b}",
                "bean: {ref: identifyStep, method: identify}"
            })
    void letsARouteTalkToKnownPlacesAndPassMessagesOn(String step) {
        assertThat(AllowedRoutes.check("routes/mine.yaml", ROUTE.formatted(step))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: exec:rm?args=-rf",
                "to: file:/etc",
                "to: {uri: \"sql:drop table capture\"}",
                "toD: \"${header.where}\"",
                "to: \"${header.where}\"",
                "recipientList: {simple: \"${header.where}\"}",
                "script: {groovy: \"System.exit(1)\"}",
                "setBody: {groovy: \"1\"}",
                "setBody: {expression: {java: \"1\"}}",
                "setBody: {method: {ref: jdbcClient, method: sql}}",
                "setBody: {simple: \"${bean:dataSource}\"}",
                "setBody: {simple: \"${camelContext.stop}\"}",
                "setBody: {simple: \"${body.getClass().forName('x')}\"}",
                "setBody: {simple: \"${sysenv.HOME}\"}",
                "setBody: {simple: \"$simple{bean:dataSource}\"}",
                "bean: {ref: dataSource, method: getConnection}",
                "bean: {beanType: java.lang.Runtime, method: getRuntime}",
                "bean: dataSource",
                "process: {ref: anything}",
                "filter: {simple: \"${body}\", steps: [{to: exec:ls}]}",
                "to: {uri: seda:x, parameters: {exchangePattern: \"#class:java.lang.Runtime\"}}",
                "wireTap: {uri: docker:x}"
            })
    void refusesWhatReachesTheMachineOrTheInsideOfTheServer(String step) {
        assertThat(AllowedRoutes.check("routes/mine.yaml", ROUTE.formatted(step)))
                .as(step)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, 6));
    }

    @Test
    void refusesBeansAndOtherThingsBesideRoutes() {
        assertThat(
                        AllowedRoutes.check(
                                "routes/mine.yaml",
                                "- beans:\n  - {name: x, type: java.lang.Runtime}\n"))
                .isNotEmpty();
    }
}

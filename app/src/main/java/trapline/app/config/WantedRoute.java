package trapline.app.config;

import java.util.Map;

/**
 * One route that the configuration asks for.
 *
 * @param routeId its name in Hawtio and in metrics
 * @param inner the kamelet's own route behind it
 * @param template the route template it is made from
 * @param parameters of the template
 * @param beans that only this route uses, by the names its parameters refer to
 * @param cause what it was made from; a route whose cause is the same is left alone
 */
record WantedRoute(
        String routeId,
        String inner,
        String template,
        Map<String, Object> parameters,
        Map<String, Object> beans,
        Object cause) {

    WantedRoute {
        parameters = Map.copyOf(parameters);
        beans = Map.copyOf(beans);
    }
}

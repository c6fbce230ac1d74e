package trapline.app.flow;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;

/**
 * Lets Hawtio draw the routes: its diagram takes a route's error handler for a step that nothing
 * leads to, and then draws none of them. The handler is kept, but is no part of the drawn model.
 */
class DrawableRoutes extends ModelLifecycleStrategySupport {
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        var handler = route.getErrorHandler();
        if (handler != null) {
            route.setErrorHandlerFactory(handler.getErrorHandlerType());
            route.setErrorHandler(null);
        }
    }
}

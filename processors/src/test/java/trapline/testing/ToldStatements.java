package trapline.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Tells somebody of each statement: each is one round trip to the database. */
class ToldStatements extends DelegatingDataSource {
    private final Consumer<String> heard;

    ToldStatements(DataSource dataSource, Consumer<String> heard) {
        super(dataSource);
        this.heard = heard;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            tell(method, arguments);
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void tell(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "prepareStatement" -> heard.accept((String) arguments[0]);
            case "createStatement" -> heard.accept("a statement without parameters");
            case "commit" -> heard.accept("commit");
            default -> {
                // Nothing else goes to the database.
            }
        }
    }
}

package trapline.app.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import trapline.app.database.EmbeddedPostgres;

/**
 * How PostgreSQL's own programs are told what a JDBC address says: by variables of the environment,
 * which other users of the machine cannot see. What JDBC alone understands is left out.
 *
 * @see <a href="https://www.postgresql.org/docs/17/libpq-envars.html">PostgreSQL: Environment
 *     Variables</a>
 */
final class PgVariables {
    private PgVariables() {}

    /**
     * @throws IllegalArgumentException if the address is none of PostgreSQL
     */
    static Map<String, String> of(EmbeddedPostgres.Login login) {
        var address = Driver.parseURL(login.url(), new Properties());
        if (address == null) {
            // It may hold a password.
            throw new IllegalArgumentException(
                    "TRAPLINE_DATABASE_URL is no address of a PostgreSQL. Write it like"
                            + " jdbc:postgresql://db.example.org:5432/trapline.");
        }
        var variables = new HashMap<String, String>();
        put(variables, "PGHOST", PGProperty.PG_HOST.getOrDefault(address));
        put(variables, "PGPORT", PGProperty.PG_PORT.getOrDefault(address));
        put(variables, "PGDATABASE", PGProperty.PG_DBNAME.getOrDefault(address));
        put(variables, "PGUSER", PGProperty.USER.getOrDefault(address));
        put(variables, "PGPASSWORD", PGProperty.PASSWORD.getOrDefault(address));
        put(variables, "PGUSER", login.user());
        put(variables, "PGPASSWORD", login.password());
        put(variables, "PGSSLMODE", sslMode(address));
        put(variables, "PGSSLROOTCERT", PGProperty.SSL_ROOT_CERT.getOrDefault(address));
        put(variables, "PGSSLCERT", PGProperty.SSL_CERT.getOrDefault(address));
        put(variables, "PGSSLKEY", PGProperty.SSL_KEY.getOrDefault(address));
        return variables;
    }

    /** To JDBC {@code ssl=true} alone means the strictest way. */
    private static String sslMode(Properties address) {
        var mode = PGProperty.SSL_MODE.getOrDefault(address);
        var ssl = PGProperty.SSL.getOrDefault(address);
        var wanted = "true".equalsIgnoreCase(ssl) || "".equals(ssl);
        return mode == null && wanted ? "verify-full" : mode;
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (value != null && !value.isEmpty()) {
            variables.put(name, value);
        }
    }
}

package trapline.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of a test class's own, with every table, in a real PostgreSQL that all tests of the
 * process share.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
 * Stages stages = database.transactional(new Stages(database.jdbc(), clock));
 * }</pre>
 *
 * <p>As an extension it is emptied before each test and dropped after the last. Otherwise call
 * {@link #clear} and {@link #close}.
 */
public final class TestDatabase implements AutoCloseable, BeforeEachCallback, AfterAllCallback {
    private static final int CONNECTIONS = 20;
    private static final String TABLES =
            """
            select string_agg(format('%I', tablename), ', ') from pg_tables
             where schemaname = 'public' and tablename <> 'flyway_schema_history'
            """;

    private final String name;
    private final HikariDataSource dataSource;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactionManager;

    private TestDatabase(TestPostgres server, String name, Consumer<String> heard) {
        this.name = name;
        var config = new HikariConfig();
        config.setJdbcUrl(server.url(name));
        config.setUsername(server.user());
        config.setPassword(server.user());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        dataSource = new HikariDataSource(config);
        var told = new ToldStatements(dataSource, heard);
        jdbc = JdbcClient.create(told);
        transactionManager = new JdbcTransactionManager(told);
    }

    /** A new database with every table and no row. */
    public static TestDatabase fresh() {
        return fresh(statement -> {});
    }

    /**
     * The same, of which somebody hears each statement before it is sent, and each {@code commit}.
     *
     * @param heard is not told of what goes through {@link #dataSource()} itself
     */
    public static TestDatabase fresh(Consumer<String> heard) {
        var server = TestPostgres.running();
        return new TestDatabase(server, server.newDatabase(), heard);
    }

    /** A new database without a table, to be closed by who asked for it. */
    public static TestDatabase withoutTables() {
        var server = TestPostgres.running();
        return new TestDatabase(server, server.emptyDatabase(), statement -> {});
    }

    /** A pool of 20 connections. */
    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public PlatformTransactionManager transactionManager() {
        return transactionManager;
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(transactionManager);
    }

    /** JDBC address, for what makes its own connections. */
    public String url() {
        return dataSource.getJdbcUrl();
    }

    public String user() {
        return dataSource.getUsername();
    }

    public String password() {
        return dataSource.getPassword();
    }

    /** Does everything in one transaction, as a route does between opening and handing over. */
    public <T> T inTransaction(Supplier<T> work) {
        return transactions().execute(status -> work.get());
    }

    /** Does everything in one transaction. */
    public void inTransaction(Runnable work) {
        transactions().executeWithoutResult(status -> work.run());
    }

    /**
     * The same object, with its {@code @Transactional} methods in transactions, as the application
     * makes its beans.
     */
    public <T> T transactional(T repository) {
        var factory = new ProxyFactory(repository);
        factory.setProxyTargetClass(true);
        factory.addAdvice(
                new TransactionInterceptor(
                        (TransactionManager) transactionManager,
                        new AnnotationTransactionAttributeSource()));
        @SuppressWarnings("unchecked")
        var proxy = (T) factory.getProxy(repository.getClass().getClassLoader());
        return proxy;
    }

    /** Empties every table. */
    public void clear() {
        var tables = jdbc.sql(TABLES).query(String.class).single();
        jdbc.sql("truncate %s cascade".formatted(tables)).update();
    }

    @Override
    public void close() {
        dataSource.close();
        TestPostgres.running().drop(name);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}

package dev.synap.store.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real pool, which counts the queries that are run and the rows that they give. */
final class CountingSource extends PGSimpleDataSource {

    private final transient DataSource pool;
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    CountingSource(DataSource pool) {
        this.pool = pool;
    }

    void reset() {
        statements.set(0);
        rows.set(0);
    }

    long statements() {
        return statements.get();
    }

    long rows() {
        return rows.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return counted(Connection.class, pool.getConnection());
    }

    /** The same, but what it gives is counted. */
    private <T> T counted(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                CountingSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return count(method.invoke(target, arguments), method.getName());
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private Object count(Object given, String method) {
        if (Boolean.TRUE.equals(given) && method.equals("next")) {
            rows.incrementAndGet();
        }
        return switch (given) {
            case PreparedStatement statement -> counted(PreparedStatement.class, statement);
            case ResultSet result -> {
                statements.incrementAndGet();
                yield counted(ResultSet.class, result);
            }
            case null -> null;
            default -> given;
        };
    }
}

package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import trapline.app.database.EmbeddedPostgres;

/**
 * Copies the files of the embedded PostgreSQL while it runs, by its low-level API: the copy becomes
 * whole at its first start, by the write-ahead log that is copied with it. No program is needed.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">PostgreSQL:
 *     Making a Base Backup Using the Low Level API</a>
 */
final class ClusterBackup {
    /** What belongs to the running server alone; the folders themselves must be there. */
    private static final Pattern LEFT_OUT =
            Pattern.compile(
                    "postmaster\\.(pid|opts)|current_logfiles|backup_label|tablespace_map"
                            + "|(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots"
                            + "|pg_stat_tmp|pg_subtrans)/.+"
                            + "|(.*/)?(pg_internal\\.init.*|pgsql_tmp.*)");

    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final String LOG = "pg_wal";
    private static final Set<String> IN_LOG = Set.of("archive_status", "summaries");

    private ClusterBackup() {}

    /**
     * Copies a cluster. What an earlier call left in the target is replaced once the copy is whole.
     *
     * @return how many bytes were copied
     */
    static long copy(EmbeddedPostgres.Login login, Path cluster, Path target) throws IOException {
        var unfinished = target.resolveSibling(target.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(unfinished);
        var bytes = copyRunning(login, cluster, unfinished);
        FileSystemUtils.deleteRecursively(target);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return bytes;
    }

    private static long copyRunning(EmbeddedPostgres.Login login, Path cluster, Path to)
            throws IOException {
        // The backup and the slot, which keeps the log there, end with this connection.
        try (var session =
                DriverManager.getConnection(login.url(), login.user(), login.password())) {
            one(
                    session,
                    "select slot_name from pg_create_physical_replication_slot("
                            + "'backup_' || pg_backend_pid(), true, true)");
            var first = one(session, "select pg_walfile_name(pg_backup_start('trapline', true))");
            var bytes = FolderCopy.all(cluster, to, ClusterBackup::isLeftOut);
            String last;
            try (var statement = session.createStatement();
                    var row =
                            statement.executeQuery(
                                    "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
                next(row);
                Files.writeString(to.resolve("backup_label"), row.getString(1));
                last = row.getString(2);
            }
            return bytes + copyLog(cluster.resolve(LOG), to.resolve(LOG), first, last);
        } catch (SQLException e) {
            throw new IOException("The database could not be copied: " + e.getMessage(), e);
        }
    }

    private static long copyLog(Path from, Path to, String first, String last) throws IOException {
        for (var folder : IN_LOG) {
            Files.createDirectories(to.resolve(folder));
        }
        return FolderCopy.all(
                from,
                to,
                name ->
                        !SEGMENT.matcher(name).matches()
                                || name.compareTo(first) < 0
                                || name.compareTo(last) > 0);
    }

    private static boolean isLeftOut(String name) {
        return LEFT_OUT.matcher(name.replace('\\', '/')).matches();
    }

    private static String one(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(sql)) {
            next(row);
            return row.getString(1);
        }
    }

    private static void next(ResultSet row) throws SQLException {
        if (!row.next()) {
            throw new SQLException("the server did not answer");
        }
    }
}

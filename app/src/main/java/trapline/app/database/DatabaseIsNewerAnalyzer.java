package trapline.app.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start what to do with a database that is too new, without a stack trace. */
public class DatabaseIsNewerAnalyzer extends AbstractFailureAnalyzer<DatabaseIsNewer> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseIsNewer cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start the newer version, or restore the backup that was made before the upgrade.",
                cause);
    }
}

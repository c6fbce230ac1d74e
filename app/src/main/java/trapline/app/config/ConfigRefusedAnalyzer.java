package trapline.app.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start what is wrong with the configuration, without a stack trace. */
public class ConfigRefusedAnalyzer extends AbstractFailureAnalyzer<ConfigRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigRefused cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct the files and start again. ./trapline check looks for mistakes without"
                        + " starting.",
                cause);
    }
}

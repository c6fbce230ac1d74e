package trapline.runner.service;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import trapline.runner.ModelUnavailable;

/** Says why the service does not start, without a page of stack traces. */
final class StartFailures {
    private StartFailures() {}

    /** Settings that would open the service to everybody. */
    static final class Unsafe extends AbstractFailureAnalyzer<UnsafeSettings> {
        @Override
        protected FailureAnalysis analyze(Throwable root, UnsafeSettings cause) {
            return new FailureAnalysis(
                    cause.getMessage(), "See docs/model-service.md, settings.", cause);
        }
    }

    /** A model that cannot be loaded. */
    static final class Model extends AbstractFailureAnalyzer<ModelUnavailable> {
        @Override
        protected FailureAnalysis analyze(Throwable root, ModelUnavailable cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Mend or take away the model, or choose another one.",
                    cause);
        }
    }
}

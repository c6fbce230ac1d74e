package trapline.bench;

import java.lang.management.ManagementFactory;

/** What Java's own compiler has taken; a server that runs for days has it behind itself. */
public final class JavaCompiler {
    private JavaCompiler() {}

    /** Seconds since this process began, of all the compiler's threads. */
    public static double seconds() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3;
    }
}

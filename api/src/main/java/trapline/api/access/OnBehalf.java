package trapline.api.access;

import java.util.Optional;

/**
 * Says for whom, and by which request, this thread works at this moment. While somebody who sees
 * only some sites is served, every statement reads through views that hide the rest (see {@link
 * SiteViews}); while a request is served that changes something, the database writes down who it
 * was (see {@link AuditTriggers}). Safe for many threads.
 */
public class OnBehalf {
    /** Of this server: there may be two in one process. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Served> current = new ThreadLocal<>();

    /**
     * What the database is told.
     *
     * @param limits what is to be seen; empty: everything
     * @param actor who changes something, and how, as JSON; empty: nothing is changed
     */
    record Served(Optional<Limits> limits, Optional<String> actor) {}

    /**
     * Projects and sites, as the database reads them.
     *
     * @param projects in which only {@code sites} are to be seen
     */
    record Limits(String projects, String sites) {}

    /** Something that is done for somebody. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Reads something for a caller, who sees what they may see and nothing else. */
    public <T, E extends Exception> T read(Caller caller, Work<T, E> work) throws E {
        return serve(new Served(limits(caller), Optional.empty()), work);
    }

    /**
     * Changes something for a caller.
     *
     * @param actor as JSON, see {@link Actor}
     */
    <T, E extends Exception> T change(Caller caller, String actor, Work<T, E> work) throws E {
        return serve(new Served(limits(caller), Optional.of(actor)), work);
    }

    /** Changes something for somebody who is not logged in, such as with the link of a mail. */
    <T, E extends Exception> T change(String actor, Work<T, E> work) throws E {
        return serve(new Served(Optional.empty(), Optional.of(actor)), work);
    }

    private <T, E extends Exception> T serve(Served served, Work<T, E> work) throws E {
        var before = current.get();
        current.set(served);
        try {
            return work.run();
        } finally {
            if (before == null) {
                current.remove();
            } else {
                current.set(before);
            }
        }
    }

    Optional<Served> current() {
        return Optional.ofNullable(current.get())
                .filter(served -> served.limits().isPresent() || served.actor().isPresent());
    }

    private static Optional<Limits> limits(Caller caller) {
        return caller.sites().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Limits(
                                new Scope(caller.sites().keySet()).sql(),
                                new Scope(
                                                caller.sites().values().stream()
                                                        .flatMap(sites -> sites.stream())
                                                        .toList())
                                        .sql()));
    }
}

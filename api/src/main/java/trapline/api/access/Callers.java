package trapline.api.access;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import trapline.project.Project;
import trapline.project.Projects;

/** Says what somebody may do at this moment. */
public class Callers {
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Projects projects;

    Callers(Accounts accounts, ApiKeys keys, Projects projects) {
        this.accounts = accounts;
        this.keys = keys;
        this.projects = projects;
    }

    /** Empty if the person may not be here any more. */
    Optional<Caller> of(SignedIn signedIn) {
        return accounts.find(signedIn.accountId()).filter(signedIn::stillHolds).map(this::caller);
    }

    /** Empty if no valid key has this secret. */
    Optional<ApiKey> key(String secret) {
        return keys.authenticate(secret);
    }

    /** The same caller with the rights of now; empty if they may not be here any more. */
    public Optional<Caller> again(Caller before) {
        return now(before.accountId(), before.keyId());
    }

    /** A person or a key with the rights of now; empty if they may not be here any more. */
    public Optional<Caller> now(Optional<UUID> accountId, Optional<UUID> keyId) {
        return accountId
                .map(
                        person ->
                                accounts.find(person)
                                        .filter(account -> account.disabledAt().isEmpty())
                                        .map(this::caller))
                .orElseGet(() -> keyId.flatMap(keys::valid).map(Callers::caller));
    }

    static Caller caller(ApiKey key) {
        return new Caller(
                key.name(),
                Optional.empty(),
                Optional.of(key.keyId()),
                false,
                Map.of(key.projectId(), key.role()),
                Map.of());
    }

    private Caller caller(Account account) {
        var rights =
                account.serverAdmin()
                        ? new Accounts.Rights(everything(), Map.of())
                        : accounts.rights(account.accountId());
        return new Caller(
                account.email(),
                Optional.of(account.accountId()),
                Optional.empty(),
                account.serverAdmin(),
                rights.roles(),
                rights.sites());
    }

    private Map<UUID, Role> everything() {
        return projects.all().stream()
                .map(Project::projectId)
                .collect(Collectors.toMap(Function.identity(), id -> Role.ADMIN));
    }
}

package trapline.api.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;
import trapline.api.problem.Forbidden;
import trapline.api.problem.NotFound;

/**
 * Who makes a request, with the rights they have at this moment.
 *
 * @param name the person's e-mail address, or the key's name
 * @param accountId the person; empty for a key
 * @param keyId the key; empty for a person
 * @param serverAdmin whether everything is theirs to see; then {@code roles} names every project
 * @param roles by project
 * @param sites of the projects in which the caller sees only some sites: which; a project that is
 *     not named here is theirs to see whole
 */
public record Caller(
        String name,
        Optional<UUID> accountId,
        Optional<UUID> keyId,
        boolean serverAdmin,
        Map<UUID, Role> roles,
        Map<UUID, Set<UUID>> sites)
        implements AuthenticatedPrincipal {

    public Caller {
        roles = Map.copyOf(roles);
        sites = Map.copyOf(sites);
    }

    @Override
    public String getName() {
        return name;
    }

    /** How a decision of this caller is signed, where people read it. */
    public String shownAs() {
        return keyId.isPresent() ? "key " + name : name;
    }

    /**
     * The projects in which the caller has at least this role.
     *
     * @param only if given, nothing but this project
     * @throws Forbidden if the caller has projects, but in none of them this role
     */
    public Scope scope(Role least, Optional<UUID> only) {
        var allowed =
                roles.entrySet().stream()
                        .filter(entry -> entry.getValue().includes(least))
                        .map(Map.Entry::getKey)
                        .toList();
        if (allowed.isEmpty() && least != Role.VIEWER) {
            throw tooLittle(least);
        }
        return new Scope(
                only.map(project -> allowed.stream().filter(project::equals).toList())
                        .orElse(allowed));
    }

    /** The projects of which the caller may see anything at all. */
    public Scope scope() {
        return scope(Role.VIEWER, Optional.empty());
    }

    /** The projects of which the caller is an admin; maybe none. */
    public Scope administered() {
        return new Scope(
                roles.entrySet().stream()
                        .filter(entry -> entry.getValue() == Role.ADMIN)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /**
     * Checks what the caller may do in the project of something that was found.
     *
     * @throws NotFound if the project is not the caller's at all
     * @throws Forbidden if it is, but with a lesser role
     */
    public void require(Role least, UUID projectId) {
        var role = roles.get(projectId);
        if (role == null) {
            throw new NotFound("project", projectId);
        }
        if (!role.includes(least)) {
            throw tooLittle(least);
        }
    }

    /**
     * The person who asks.
     *
     * @throws Forbidden if it is a key: keys do not decide about people and keys
     */
    public UUID person() {
        return accountId.orElseThrow(
                () -> new Forbidden("This needs a person who is logged in, not an API key."));
    }

    private static Forbidden tooLittle(Role least) {
        return new Forbidden("This needs the role " + least.id() + " in the project.");
    }
}

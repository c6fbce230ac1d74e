package trapline.api.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A {@link Caller} as Spring Security carries it through one request; never kept in a session. */
final class CallerToken extends AbstractAuthenticationToken {
    static final String SERVER_ADMIN = "SERVER_ADMIN";
    static final String METRICS = "METRICS";

    private final transient Caller caller;

    CallerToken(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(Caller caller) {
        var authorities = new ArrayList<GrantedAuthority>();
        if (caller.serverAdmin()) {
            authorities.add(new SimpleGrantedAuthority(SERVER_ADMIN));
        }
        var adminKey = caller.keyId().isPresent() && caller.roles().containsValue(Role.ADMIN);
        if (caller.serverAdmin() || adminKey) {
            authorities.add(new SimpleGrantedAuthority(METRICS));
        }
        return authorities;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerToken token && token.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}

package dev.synap.server.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller, in the form that Spring Security keeps them. */
final class KeyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    KeyAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** The key itself is not kept. */
    @Override
    public String getCredentials() {
        return "";
    }
}

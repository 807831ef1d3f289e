package dev.synap.server.security;

import dev.synap.core.event.RequestContext;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.store.access.ApiKey;
import dev.synap.store.access.Credential;
import dev.synap.store.access.Scope;
import dev.synap.store.access.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Whoever sent a request, by the key or session they sent with it. */
public record Caller(Credential credential) {

    public String userId() {
        return user().userId();
    }

    public User user() {
        return credential.user();
    }

    public ApiKey key() {
        return credential.key();
    }

    public boolean has(Scope scope) {
        return key().scopes().contains(scope);
    }

    /** Ends the request when the key lacks a scope. */
    public void need(Scope scope) {
        if (!has(scope)) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            "this needs a key with the scope " + scope.text() + "; " + key().prefix() + " has "
                                    + String.join(", ", scopes()))
                    .with("scope", scope.text())
                    .exception();
        }
    }

    /** Ends the request when it comes from an agent. */
    public void needPerson(String what) {
        if (user().isAgent()) {
            throw Problem.of(ProblemType.FORBIDDEN, what + " is for people; " + userId() + " is an agent")
                    .exception();
        }
    }

    /** Ends the request when the user does not run this server. */
    public void needServerAdmin(String what) {
        if (!user().admin()) {
            throw Problem.of(ProblemType.FORBIDDEN, what + " needs a server admin, which " + userId() + " is not")
                    .exception();
        }
    }

    /** The names of the key's scopes, in order. */
    public List<String> scopes() {
        return key().scopes().stream().sorted().map(Scope::text).toList();
    }

    /** What the log keeps of this request. */
    public RequestContext context(HttpServletRequest request) {
        return new RequestContext(
                userId(), has(Scope.IMPORT), request.getRemoteAddr(), request.getHeader("User-Agent"));
    }
}

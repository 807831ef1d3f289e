package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inbox: writes, mostly of agents, that wait for a person. A decision is bound to what the reviewer saw, so it
 * takes the {@link Proposal} itself: when its subject has changed meanwhile, the decision is rejected by the rule
 * {@code proposal.stale}, and the proposal asks again; of two reviewers the later one is told who was first.
 *
 * <p>Immutable and thread-safe.
 */
public final class Proposals {

    private final Writes writes;

    Proposals(Writes writes) {
        this.writes = writes;
    }

    /** The same, but what is written through it has these options. */
    public Proposals with(UnaryOperator<WriteOptions> options) {
        return new Proposals(writes.with(options));
    }

    /** The same, but decisions answer only once they are done and the lists show them. */
    public Proposals waiting() {
        return with(WriteOptions::andWait);
    }

    /** Those that wait. */
    public Listing<Proposal> list() {
        return list(query -> query.status("waiting"));
    }

    /** Those that match, decided ones included: {@code list(q -> q.status("rejected"))}. */
    public Listing<Proposal> list(UnaryOperator<ListQuery> query) {
        return writes.lists().list("proposals", query, Proposal::from);
    }

    public Optional<Proposal> get(String id) {
        return writes.lists().get("proposals", id, Proposal::from);
    }

    /** Lets it happen as it is. */
    public WriteResult<Proposal> accept(Proposal proposal) {
        return decide(proposal, "accept", seen(proposal));
    }

    /**
     * Lets something else happen: the content is edited in place, as in
     * {@code modify(proposal, content -> content.put("title", "Call Marie"))}. The original stays beside it.
     */
    public WriteResult<Proposal> modify(Proposal proposal, Consumer<ObjectNode> edit) {
        ObjectNode content = proposal.content().toNode();
        edit.accept(content);
        ObjectNode body = seen(proposal);
        body.set("content", content);
        return decide(proposal, "modify", body);
    }

    /** Says no, and why. */
    public WriteResult<Proposal> reject(Proposal proposal, String reason) {
        return decide(proposal, "reject", seen(proposal).put("reason", reason));
    }

    /** Takes one's own proposal back. */
    public WriteResult<Proposal> withdraw(Proposal proposal) {
        return decide(proposal, "withdraw", seen(proposal));
    }

    private WriteResult<Proposal> decide(Proposal proposal, String verb, ObjectNode body) {
        return writes.send("POST", List.of("proposals", proposal.id(), verb), body, Proposal::from);
    }

    private static ObjectNode seen(Proposal proposal) {
        return Json.newObject().put("contentHash", proposal.contentHash()).put("version", proposal.baseVersion());
    }
}

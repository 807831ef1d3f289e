package dev.synap.server.proposal;

import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import dev.synap.store.access.Users;
import dev.synap.store.projection.ProposalCounts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells how often people agreed with what was proposed. */
@RestController
@RequestMapping(path = "/api/v1/workspaces/{w}/proposal-rates", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Proposals")
public final class RateController {

    @Schema(name = "ProposalRate")
    record Rate(
            String proposedBy,
            String proposedByName,

            @Schema(example = "entities.create.task") String action,
            long waiting,
            long accepted,

            @Schema(description = "Accepted with changes") long modified,
            long rejected,

            @Schema(description = "Withdrawn, or expired") long undecided,

            @Schema(
                    description = "Which part of the decided ones was accepted, changed or not, from 0 to 1;"
                            + " null before the first decision")
            @Nullable
            Double acceptance) {

        static Rate of(ProposalCounts.Count count, Map<String, String> names) {
            long yes = count.accepted() + count.modified();
            long decided = yes + count.rejected();
            return new Rate(
                    count.proposedBy(),
                    names.getOrDefault(count.proposedBy(), count.proposedBy()),
                    count.action(),
                    count.waiting(),
                    count.accepted(),
                    count.modified(),
                    count.rejected(),
                    count.undecided(),
                    decided == 0 ? null : (double) yes / decided);
        }
    }

    @Schema(name = "ProposalRates")
    record Rates(List<Rate> items) {}

    private final ProposalCounts counts;
    private final Users users;

    public RateController(ProposalCounts counts, Users users) {
        this.counts = counts;
        this.users = users;
    }

    @GetMapping
    @Operation(
            summary = "How often people agreed with proposals",
            description = "By who proposed and what. It is counted, and nothing is learned from it by itself.")
    Rates rates(@Needs(Scope.READ) WorkspaceCall call) {
        List<ProposalCounts.Count> found = counts.of(call.workspaceId());
        Map<String, String> names = users.names(
                found.stream().map(ProposalCounts.Count::proposedBy).distinct().toList());
        return new Rates(found.stream().map(count -> Rate.of(count, names)).toList());
    }
}

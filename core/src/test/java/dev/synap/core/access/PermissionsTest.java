package dev.synap.core.access;

import static dev.synap.core.access.PermissionsTableTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

    private static final Action DELETE_NOTE = Action.entity("delete", "note");
    private static final Standing EDITOR = Standing.of(Role.EDITOR);

    @Test
    void anAgentsWish_waitsForAPersonByDefault() {
        assertThat(Permissions.decide(Actor.agent("robo"), DELETE_NOTE, EDITOR, List.of()))
                .isEqualTo(new Decision.Propose(
                        "agent.default", "an agent's changes wait for a person unless a policy says otherwise"));
    }

    @Test
    void theMostSpecificPolicy_decides() {
        Policy all = new Policy("all", "*", "*", PolicyEffect.DENY);
        Policy exactForAll = new Policy("exact", "*", "entities.delete.note", PolicyEffect.REQUIRE_REVIEW);
        Policy entitiesForRobo = new Policy("robo", "robo", "entities.*", PolicyEffect.AUTO_APPROVE);
        Policy deletesByRobo = new Policy("deletes", "robo", "entities.delete.*", PolicyEffect.DENY);

        assertThat(decide(all)).isEqualTo("reject policy.all");
        assertThat(decide(all, exactForAll)).isEqualTo("propose policy.exact");
        assertThat(decide(all, exactForAll, entitiesForRobo)).isEqualTo("approve policy.robo");
        assertThat(decide(deletesByRobo, entitiesForRobo, exactForAll, all)).isEqualTo("reject policy.deletes");
    }

    @Test
    void anExactPattern_goesBeforeAWildcardOfTheSameWords() {
        Policy wild = new Policy("wild", "robo", "entities.delete.note*", PolicyEffect.AUTO_APPROVE);
        Policy exact = new Policy("exact", "robo", "entities.delete.note", PolicyEffect.DENY);

        assertThat(decide(wild, exact)).isEqualTo("reject policy.exact");
    }

    @Test
    void anotherAgentsPolicy_saysNothing() {
        assertThat(decide(new Policy("p", "other", "*", PolicyEffect.AUTO_APPROVE)))
                .isEqualTo("propose agent.default");
    }

    @ParameterizedTest
    @CsvSource({
        "auto_approve, entities.*, reject agent.default",
        "auto_approve, *, reject agent.default",
        "auto_approve, p*, reject agent.default",
        "auto_approve, proposals.accept.note, approve policy.p",
        "auto_approve, proposals.reject.*, reject agent.default",
        "require_review, proposals.accept.note, reject policy.p",
        "deny, proposals.*, reject policy.p",
    })
    void anAgent_reviewsOnlyByAPolicyThatSaysSo(String effect, String pattern, String expected) {
        Policy policy =
                new Policy("p", "robo", pattern, PolicyEffect.named(effect).orElseThrow());
        assertThat(text(Permissions.decideReview(
                        Actor.agent("robo"), "accept", "other", DELETE_NOTE, EDITOR, List.of(policy))))
                .isEqualTo(expected);
    }

    @Test
    void anAgent_neverAcceptsAChangeOfWhoMayWhat() {
        Policy policy = new Policy("p", "robo", "proposals.*", PolicyEffect.AUTO_APPROVE);
        assertThat(text(Permissions.decideReview(
                        Actor.agent("robo"),
                        "accept",
                        "other",
                        Action.entity("create", "policy"),
                        Standing.of(Role.ADMIN),
                        List.of(policy))))
                .isEqualTo("reject policy.p");
    }

    @Test
    void aProposal_isWithdrawnByItsProposerOrAnAdmin() {
        assertThat(withdraw(Actor.agent("robo"), Standing.guest(null))).isEqualTo("approve proposal.proposer");
        assertThat(withdraw(Actor.person("ann"), Standing.of(Role.ADMIN))).isEqualTo("approve role.admin");
        assertThat(withdraw(Actor.person("ed"), EDITOR)).isEqualTo("reject no_access");
        assertThat(withdraw(Actor.person("gus"), Standing.guest(ShareLevel.EDIT)))
                .isEqualTo("reject no_access");
    }

    @Test
    void anAgentThatIsAnAdmin_withdrawsOnlyItsOwnProposals() {
        Standing admin = Standing.of(Role.ADMIN);
        assertThat(withdraw(Actor.agent("robo"), admin)).isEqualTo("approve proposal.proposer");
        assertThat(withdraw(Actor.agent("other"), admin)).isEqualTo("reject agent.default");
    }

    @Test
    void onlyTheSystem_expiresAProposal() {
        assertThat(text(Permissions.decideReview(
                        Actor.person("ann"), "expire", "robo", DELETE_NOTE, Standing.of(Role.OWNER), List.of())))
                .isEqualTo("reject no_access");
        assertThat(text(Permissions.decideReview(
                        Actor.system(), "expire", "robo", DELETE_NOTE, Standing.guest(null), List.of())))
                .isEqualTo("approve system");
    }

    @Test
    void readers_areMembersAndThoseWithAShare() {
        assertThat(Permissions.mayRead(Role.VIEWER, null)).isTrue();
        assertThat(Permissions.mayRead(null, ShareLevel.VIEW)).isTrue();
        assertThat(Permissions.mayRead(null, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "entities.*", "entities.delete.*", "entities.update.crm.deal", "proposals.accept.note"})
    void patterns_areWordsAndAStarAtTheEnd(String pattern) {
        assertThat(Policy.isPattern(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "**", "*.note", "entities..note", "entities.*.note", "a b", "entities.note.\n*"})
    void otherTexts_areNoPatterns(String pattern) {
        assertThat(Policy.isPattern(pattern)).isFalse();
    }

    private static String decide(Policy... policies) {
        return text(Permissions.decide(Actor.agent("robo"), DELETE_NOTE, EDITOR, List.of(policies)));
    }

    private static String withdraw(Actor actor, Standing standing) {
        return text(Permissions.decideReview(actor, "withdraw", "robo", DELETE_NOTE, standing, List.of()));
    }
}

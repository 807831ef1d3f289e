package dev.synap.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every role × action × ownership × share × protection × kind of actor × policy, against the table in rights.txt. */
class PermissionsTableTest {

    private static final List<String> VERBS = List.of(
            "create", "update", "delete", "restore", "archive", "unarchive", "complete", "reopen", "tag", "untag");
    private static final List<String> TYPES =
            List.of("note", "task", "invoice", "comment", "member", "share", "policy", "schema");
    private static final Set<String> GOVERNING = Set.of("member", "share", "policy", "schema");

    private final RightsTable table = RightsTable.read();

    /** One case of the product. */
    record Case(Role role, ShareLevel share, Protection protection, boolean own, String verb, String type) {

        Standing standing() {
            return new Standing(role, share, own, protection);
        }

        Action action() {
            return Action.entity(verb, type);
        }
    }

    @Test
    void aPerson_mayWhatTheTableSays() {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(3_000);
        for (Case each : cases) {
            assertThat(text(Permissions.decide(Actor.person("alice"), each.action(), each.standing(), List.of())))
                    .as("%s", each)
                    .isEqualTo(expected(each));
        }
    }

    @Test
    void policies_changeNothingForAPerson() {
        for (PolicyEffect effect : PolicyEffect.values()) {
            List<Policy> policies = List.of(new Policy("p", "alice", "*", effect), new Policy("q", "*", "*", effect));
            for (Case each : cases()) {
                assertThat(text(Permissions.decide(Actor.person("alice"), each.action(), each.standing(), policies)))
                        .as("%s", each)
                        .isEqualTo(expected(each));
            }
        }
    }

    @Test
    void anAgent_mayAtMostWhatTheTableSays_andAloneOnlyByAPolicy() {
        List<PolicyEffect> effects = new ArrayList<>(Arrays.asList(PolicyEffect.values()));
        effects.add(null);
        for (PolicyEffect effect : effects) {
            List<Policy> policies = effect == null ? List.of() : List.of(new Policy("p", "robo", "entities.*", effect));
            for (Case each : cases()) {
                String asPerson = expected(each);
                String expected = asPerson.startsWith("reject") ? asPerson : asAgent(effect, each.type());
                assertThat(text(Permissions.decide(Actor.agent("robo"), each.action(), each.standing(), policies)))
                        .as("%s %s", effect, each)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void theSystem_mayAllButTouchTheOwnersMembership() {
        for (Case each : cases()) {
            boolean owners = each.protection() == Protection.OWNER;
            assertThat(text(Permissions.decide(Actor.system(), each.action(), each.standing(), List.of())))
                    .as("%s", each)
                    .isEqualTo(owners ? "reject member.owner" : "approve system");
        }
    }

    @Test
    void aMember_mayReviewWhatTheyMayDo_butNotTheirOwn_andAGuestNothing() {
        for (String verb : List.of("accept", "modify", "reject")) {
            for (Case each : cases()) {
                assertThat(text(review("alice", verb, "robo", each)))
                        .as("%s", each)
                        .isEqualTo(expectedReview(each));
                assertThat(text(review("alice", verb, "alice", each)))
                        .as("%s", each)
                        .isEqualTo("reject proposal.own");
            }
        }
    }

    private static Decision review(String reviewer, String verb, String proposer, Case each) {
        return Permissions.decideReview(
                Actor.person(reviewer), verb, proposer, each.action(), each.standing(), List.of());
    }

    private static String asAgent(PolicyEffect effect, String type) {
        if (effect == null) {
            return "propose agent.default";
        }
        return switch (effect) {
            case AUTO_APPROVE -> (GOVERNING.contains(type) ? "propose" : "approve") + " policy.p";
            case REQUIRE_REVIEW -> "propose policy.p";
            case DENY -> "reject policy.p";
        };
    }

    private String expected(Case each) {
        return table.answer(
                name(each.role()), name(each.share()), name(each.protection()), each.own(), each.verb(), each.type());
    }

    private String expectedReview(Case each) {
        return table.reviewAnswer(
                name(each.role()), name(each.share()), name(each.protection()), each.own(), each.verb(), each.type());
    }

    private static String name(Enum<?> value) {
        return value == null ? "none" : value.name().toLowerCase(Locale.ROOT);
    }

    private static List<Case> cases() {
        List<Role> roles = new ArrayList<>(Arrays.asList(Role.values()));
        roles.add(null);
        List<ShareLevel> shares = new ArrayList<>(Arrays.asList(ShareLevel.values()));
        shares.add(null);
        List<Case> cases = new ArrayList<>();
        for (Role role : roles) {
            for (ShareLevel share : shares) {
                for (boolean own : new boolean[] {false, true}) {
                    for (String type : TYPES) {
                        Protection[] protections =
                                type.equals("member") ? Protection.values() : new Protection[] {Protection.NONE};
                        for (Protection protection : protections) {
                            for (String verb : VERBS) {
                                cases.add(new Case(role, share, protection, own, verb, type));
                            }
                        }
                    }
                }
            }
        }
        return cases;
    }

    static String text(Decision decision) {
        return switch (decision) {
            case Decision.Approve approve -> "approve " + approve.rule();
            case Decision.Reject reject -> "reject " + reject.rule();
            case Decision.Propose propose -> "propose " + propose.rule();
        };
    }
}

package dev.synap.server.docs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes the bodies of requests for readers of the API; none of them is ever made. */
public final class EntitySchemas {

    private EntitySchemas() {}

    /** What any request may say of itself. */
    @Schema(name = "Wish", description = "What a request may say of itself; all of it may be left out")
    public record Wish(
            @Schema(description = "Choose it to make repeated sending safe", example = "evt_1") @Nullable
            String eventId,

            @Schema(description = "Left out: the request's own id") @Nullable
            String correlationId,

            @Nullable String causationId,

            @Schema(description = "Left out: api", example = "web-app") @Nullable
            String source,

            @Schema(description = "May hold `ai`, the reasons of an agent") @Nullable
            Map<String, Object> metadata,

            @Schema(description = "Kept as metadata.reason", example = "typo") @Nullable
            String reason,

            @Schema(description = "The version last seen: when a change lies behind it, the answer is 409") @Nullable
            Long expectedVersion) {}

    /** A new entity of any type. */
    @Schema(
            name = "NewEntity",
            description = "The entity's fields, beside what the request says of itself (see Wish)",
            example = "{\"type\": \"note\", \"content\": \"My note\", \"reason\": \"idea\"}")
    public record NewEntity(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note")
            String type,

            @Schema(description = "Left out, the server makes one", example = "note_123") @Nullable
            String id,

            @Nullable String title,
            @Nullable String content) {}

    /** A new entity of the type that the path names. */
    @Schema(
            name = "NewOfType",
            description = "The entity's fields, beside what the request says of itself (see Wish)",
            example = "{\"title\": \"Water the roses\", \"reason\": \"dry\"}")
    public record NewOfType(
            @Schema(description = "Left out, the server makes one") @Nullable
            String id,

            @Nullable String title,
            @Nullable String content) {}

    /** A change. */
    @Schema(
            name = "Changes",
            description = "A merge patch (RFC 7396): what is here replaces, null removes; beside it what the request"
                    + " says of itself (see Wish)",
            example = "{\"title\": \"Changed\", \"expectedVersion\": 2}")
    public record Changes(
            @Nullable String title,
            @Nullable String content,
            @Nullable Long expectedVersion) {}

    /** A tag to add. */
    @Schema(name = "TagToAdd")
    public record Tag(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "garden")
            String tag) {}

    /** A comment on the entity that the path names. */
    @Schema(name = "NewComment")
    public record Comment(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Well said")
            String text,

            @Nullable String id) {}

    /** A relation. */
    @Schema(name = "NewRelation")
    public record Relation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_1")
            String from,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_2")
            String to,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "mentions")
            String kind,

            @Nullable String id) {}

    /** A comment. */
    @Schema(name = "NewCommentOn")
    public record CommentOn(
            @Schema(description = "The entity that it is about", requiredMode = Schema.RequiredMode.REQUIRED)
            String on,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String text,

            @Nullable String id) {}

    /** A member to add. */
    @Schema(name = "NewMember")
    public record Member(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "mary")
            String userId,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"admin", "editor", "commenter", "viewer"})
            String role) {}

    /** A member's new role. */
    @Schema(name = "MemberChange")
    public record MemberChange(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"admin", "editor", "commenter", "viewer"})
            String role) {}

    private static final String SETTING_VALUE =
            "`suggestionThreshold`: a number from 0 to 1; `modelTokensPerDay`: a whole number; all others: true or false.";

    /** A setting to make. */
    @Schema(name = "NewSetting")
    public record Setting(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {
                        "recordAuditReads",
                        "requireReasoning",
                        "languageModel",
                        "suggestionThreshold",
                        "modelTokensPerDay"
                    })
            String name,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    types = {"boolean", "number"},
                    description = SETTING_VALUE)
            Object value) {}

    /** What a setting is to be. */
    @Schema(name = "SettingChange")
    public record SettingChange(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    types = {"boolean", "number"},
                    description = SETTING_VALUE)
            Object value) {}

    /** A share to make. */
    @Schema(name = "NewShare")
    public record Share(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "note_1")
            String subjectId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "mary")
            String userId,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"view", "comment", "edit"})
            String level) {}

    /** A share's new level. */
    @Schema(name = "ShareChange")
    public record ShareChange(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"view", "comment", "edit"})
            String level) {}

    /** A policy to make. */
    @Schema(name = "NewPolicy")
    public record Policy(
            @Schema(description = "Left out, or *: all agents", example = "gardener") @Nullable
            String agentId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "entities.delete.*")
            String pattern,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"auto_approve", "require_review", "deny"})
            String effect) {}

    /** A policy's new effect. */
    @Schema(name = "PolicyChange")
    public record PolicyChange(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"auto_approve", "require_review", "deny"})
            String effect) {}

    /** A schema to register. */
    @Schema(name = "NewSchema")
    public record TypeSchema(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "recipe")
            String type,

            @Schema(
                    description = "A JSON Schema",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "{\"required\": [\"title\"]}")
            Map<String, Object> schema) {}

    /** A decision on a proposal. */
    @Schema(name = "ProposalDecision")
    public record Decision(
            @Schema(description = "The proposal's content hash, as the reviewer saw it; to accept and to modify")
            @Nullable
            String contentHash,

            @Schema(description = "The subject's version, as the reviewer saw it; to accept and to modify") @Nullable
            Long version,

            @Schema(description = "What to do instead; to modify") @Nullable
            Map<String, Object> content,

            @Schema(description = "Why; to reject") @Nullable
            String reason) {}
}

package dev.synap.server.list;

import dev.synap.store.projection.TagCount;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags in use. */
@Schema(name = "Tags")
public record TagReply(
        @Schema(description = "By name, with how many entities have each")
        List<TagCount> items,

        @Schema(description = "What to pass as `after` for the next page; null when this is the last one") @Nullable
        String next,

        @Schema(description = "The position of the log up to which this shows everything")
        long position) {}

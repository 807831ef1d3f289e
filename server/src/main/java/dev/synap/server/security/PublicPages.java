package dev.synap.server.security;

import java.util.List;

/**
 * The pages and files that anybody may load: they hold no data.
 *
 * @param paths patterns, such as {@code /assets/**}
 */
public record PublicPages(List<String> paths) {
    public PublicPages {
        paths = List.copyOf(paths);
    }
}

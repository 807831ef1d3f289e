/** Lists over HTTP: subjects as their rows show them now, filtered, sorted, searched, page by page. */
@NullMarked
package dev.synap.server.list;

import org.jspecify.annotations.NullMarked;

/**
 * History as people ask for it, computed from a subject's events alone: what each fact changed ({@link
 * dev.synap.core.history.Effect}), what differs between two states ({@link dev.synap.core.history.Diff}), who did
 * what when ({@link dev.synap.core.history.Timeline}), and where each line comes from ({@link
 * dev.synap.core.history.Blame}).
 */
@NullMarked
package dev.synap.core.history;

import org.jspecify.annotations.NullMarked;

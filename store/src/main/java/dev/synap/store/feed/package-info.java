/** The feed: subscribers walk every workspace's log in order, each event exactly once in effect. */
@NullMarked
package dev.synap.store.feed;

import org.jspecify.annotations.NullMarked;

/** PostgreSQL as Synap uses it: connections, migrations, the runtime role, partitions. */
@NullMarked
package dev.synap.store;

import org.jspecify.annotations.NullMarked;

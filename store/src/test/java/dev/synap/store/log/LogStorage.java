package dev.synap.store.log;

import dev.synap.core.log.EventLog;
import java.time.Clock;

/** A place that keeps logs, to run the contract against. */
interface LogStorage {

    /** A configuration parameter that names the storage to run against instead of those that must pass. */
    String PARAMETER = "synap.contract.storage";

    /** Opens the logs that this storage keeps; what was appended before is there again. */
    EventLog open(Clock clock);
}

package dev.synap.server.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
interface Resolver {

    /** Asks as this machine does. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** One or more. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}

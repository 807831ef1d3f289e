package dev.synap.server.realtime;

import dev.synap.store.rebuild.Rebuilds;

/** What realtime is made of, behind the port. */
record RealtimeParts(
        Visitors visitors,
        WorkspaceRooms rooms,
        Handshakes handshakes,
        ClientCommands commands,
        RequestScreen screen,
        Rebuilds rebuilds) {}

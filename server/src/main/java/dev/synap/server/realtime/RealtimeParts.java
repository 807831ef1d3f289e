package dev.synap.server.realtime;

import dev.synap.server.security.KeyRing;
import dev.synap.store.rebuild.Rebuilds;

/** What realtime is made of, behind the port. */
record RealtimeParts(
        Visitors visitors,
        WorkspaceRooms rooms,
        Handshakes handshakes,
        ClientCommands commands,
        RequestScreen screen,
        KeyRing keyRing,
        Rebuilds rebuilds) {}

package dev.synap.client.canary;

import java.sql.Connection;

/** Breaks the rule that SQL lives in the store; its package is not null-marked either. */
public record ClientThatRunsSql(Connection connection) {}

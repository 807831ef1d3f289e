package dev.synap.store.canary;

import org.springframework.context.ApplicationContext;

/** Breaks the rule that the store is free of Spring. */
public record StoreThatUsesSpring(ApplicationContext context) {}

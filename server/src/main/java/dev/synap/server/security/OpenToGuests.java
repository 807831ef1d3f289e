package dev.synap.server.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands at the {@link WorkspaceCall} of a call that guests may make too: users who are no members, and
 * have a subject shared with them. Such a call must look at which subject it is about, see
 * {@link WorkspaceCall#needSubject}. To every other call a guest's workspace does not exist.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenToGuests {}

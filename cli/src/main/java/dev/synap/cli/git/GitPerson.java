package dev.synap.cli.git;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote or committed, and when, as the commit says.
 *
 * @param when null where the commit has no readable date
 */
record GitPerson(String name, String email, @Nullable OffsetDateTime when) {

    static final GitPerson UNREADABLE = new GitPerson("", "", null);

    static GitPerson of(@Nullable PersonIdent ident) {
        if (ident == null) {
            return UNREADABLE;
        }
        return new GitPerson(
                ValidText.of(ident.getName()),
                ValidText.of(ident.getEmailAddress()),
                ident.getWhenAsInstant().atOffset(offset(ident)));
    }

    private static ZoneOffset offset(PersonIdent ident) {
        try {
            return ident.getZoneOffset();
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}

package dev.synap.cli.demo;

import java.security.SecureRandom;

/** Passwords that nobody guesses, and everybody can type. */
final class NewPassword {

    /** Without what looks like something else: 31 characters, of which 16 are worth 79 bits. */
    private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int OF_EACH = 4;

    private NewPassword() {}

    /** Such as {@code h7kw-2mfp-xq94-tzcd}. */
    static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * OF_EACH; i++) {
            if (i > 0 && i % OF_EACH == 0) {
                password.append('-');
            }
            password.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return password.toString();
    }
}

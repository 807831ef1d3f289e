package dev.synap.bench.sample;

import java.util.SplittableRandom;

/**
 * Texts of {@value #LENGTH} characters as people write them: of {@value #WORDS} words, a few often and most
 * seldom, so that an index of words has the work that it has in life.
 *
 * <p>Thread-safe.
 */
public final class Prose {

    public static final int LENGTH = 270;

    private static final int WORDS = 5_000;
    private static final int VARIANTS = 4_096;
    private static final int SKEW = 3;

    private final String[] texts = new String[VARIANTS];

    public Prose() {
        SplittableRandom random = new SplittableRandom(11);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = word(random);
        }
        for (int i = 0; i < VARIANTS; i++) {
            texts[i] = text(words, random);
        }
    }

    /** One of the texts: lower-case letters and spaces. */
    public String next(SplittableRandom random) {
        return texts[random.nextInt(VARIANTS)];
    }

    private static String text(String[] words, SplittableRandom random) {
        StringBuilder text = new StringBuilder(LENGTH + 12);
        while (text.length() < LENGTH) {
            text.append(words[(int) (WORDS * Math.pow(random.nextDouble(), SKEW))])
                    .append(' ');
        }
        text.setLength(LENGTH);
        return text.toString();
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(2, 11);
        while (word.length() < length) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}

package dev.synap.server.extract;

import dev.synap.server.extract.Token.Sense;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words and patterns of a language, read from a file: {@code [words]} with their roles, {@code [dates]},
 * {@code [cues]} that something is asked for at the beginning of a clause or {@code [inside]} it, what speaks {@code [against]} it, and the {@code [confidences]}
 * that points have come to. {@code docs/extractor.md} says what each line means.
 */
public final class Language {

    private static final String ENGLISH = "english.txt";
    private static final List<Sense> UNKNOWN = List.of(new Sense("unknown", 0));
    private static final Sense PROPER = new Sense("proper", 0);
    private static final int LONGEST_ENDING = 4;
    private static final int MOST_POINTS = 7;

    private final Map<String, List<Sense>> words = new HashMap<>();
    private final Map<String, List<Sense>> capitalisedWords = new HashMap<>();
    private final Map<String, List<Sense>> endings = new HashMap<>();
    private final Map<String, Sense> beginnings = new TreeMap<>();
    private final Map<String, List<Pattern>> sections = new HashMap<>();
    private final TreeMap<Integer, Double> confidences = new TreeMap<>();
    private final Patterns dates;
    private final Patterns beforeDates;
    private final Patterns cues;
    private final Patterns inside;
    private final Patterns against;

    private Language(String file) {
        String section = "";
        int number = 0;
        for (String line : file.split("\n")) {
            number++;
            String text = line.strip();
            if (text.startsWith("[")) {
                section = text;
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                read(section, text, number);
            }
        }
        dates = patterns("[dates]");
        beforeDates = patterns("[before dates]");
        cues = patterns("[cues]");
        inside = patterns("[inside]");
        against = patterns("[against]");
    }

    /**
     * Reads a language.
     *
     * @throws IllegalArgumentException naming the first line that cannot be read
     */
    public static Language parse(String file) {
        return new Language(file);
    }

    /** English, which is built in. */
    public static Language english() {
        try (InputStream file = Language.class.getResourceAsStream(ENGLISH)) {
            if (file == null) {
                throw new IllegalStateException("the resource " + ENGLISH + " is missing from the class path");
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ENGLISH, e);
        }
    }

    private Patterns patterns(String section) {
        return new Patterns(sections.getOrDefault(section, List.of()));
    }

    private void read(String section, String line, int number) {
        int sign = line.lastIndexOf(section.equals("[words]") ? ':' : '=');
        if (sign < 1) {
            throw new IllegalArgumentException("line " + number + " of the language must be \""
                    + (section.equals("[words]") ? "role: words" : "pattern = meaning") + "\", but is: " + line);
        }
        String left = line.substring(0, sign).strip();
        String right = line.substring(sign + 1).strip();
        switch (section) {
            case "[words]" -> addWords(left, right);
            case "[confidences]" -> confidences.put(Integer.valueOf(left), Double.valueOf(right));
            case "[dates]", "[before dates]", "[cues]", "[inside]", "[against]" ->
                sections.computeIfAbsent(section, name -> new ArrayList<>()).addAll(Pattern.of(left, right));
            default -> throw new IllegalArgumentException("line " + number + " of the language is in no known section");
        }
    }

    private void addWords(String roleAndValue, String list) {
        String[] parts = roleAndValue.split(" ");
        Sense sense = new Sense(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        for (String word : list.split(",? +")) {
            if (word.endsWith("-")) {
                beginnings.put(word.substring(0, word.length() - 1), sense);
                continue;
            }
            switch (word.charAt(0)) {
                case '^' -> add(capitalisedWords, word.substring(1), sense);
                case '-' -> add(endings, word.substring(1), sense);
                default -> add(words, word, sense);
            }
        }
    }

    private static void add(Map<String, List<Sense>> senses, String word, Sense sense) {
        senses.computeIfAbsent(word, each -> new ArrayList<>()).add(sense);
    }

    /**
     * What a word may be; a word with a capital may be more. Of a word that is not listed its ending says something;
     * where that does not either, its capital says that it may be somebody's name.
     */
    List<Sense> senses(String word, boolean capitalised) {
        List<Sense> senses = words.containsKey(word) ? words.get(word) : behindBeginning(word);
        for (int length = LONGEST_ENDING; senses.isEmpty() && length > 0; length--) {
            if (length + 2 > word.length()) {
                continue;
            }
            senses = endings.getOrDefault(word.substring(word.length() - length), List.of());
        }
        senses = senses.isEmpty() ? UNKNOWN : senses;
        if (!capitalised) {
            return senses;
        }
        List<Sense> all = new ArrayList<>(senses);
        all.addAll(capitalisedWords.getOrDefault(word, List.of()));
        if (senses.equals(UNKNOWN)) {
            all.add(PROPER);
        }
        return all;
    }

    /** Of a word such as resow: what sow may be, where a beginning leaves it that. */
    private List<Sense> behindBeginning(String word) {
        for (Map.Entry<String, Sense> beginning : beginnings.entrySet()) {
            if (word.startsWith(beginning.getKey())) {
                int rest = beginning.getKey().length();
                int from = word.startsWith("-", rest) ? rest + 1 : rest;
                boolean kept =
                        words.getOrDefault(word.substring(from), List.of()).contains(beginning.getValue());
                if (kept) {
                    return List.of(beginning.getValue());
                }
            }
        }
        return List.of();
    }

    Patterns dates() {
        return dates;
    }

    Patterns beforeDates() {
        return beforeDates;
    }

    Patterns cues() {
        return cues;
    }

    Patterns inside() {
        return inside;
    }

    Patterns against() {
        return against;
    }

    /** The share of right ones among suggestions with so many points. */
    double confidence(int points) {
        var known = confidences.floorEntry(Math.min(points, MOST_POINTS));
        return known == null ? 0 : known.getValue();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'');
    }
}

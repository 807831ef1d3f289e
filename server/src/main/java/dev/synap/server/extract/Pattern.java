package dev.synap.server.extract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of words and roles, as {@code in {number} {unit}}, and what it means. In the text of a pattern,
 * {@code a/b} is either, {@code ?a} may be left out, and {@code >} stands before what a title keeps.
 */
record Pattern(List<Element> elements, int kept, List<String> meaning) {

    private static final int MAX_FORMS = 512;

    /**
     * One place of a pattern.
     *
     * @param role null for a word that must stand there itself
     */
    record Element(@Nullable String role, String word) {

        boolean fits(Token token) {
            return role == null ? token.word().equals(word) : token.is(role);
        }

        private static Element of(String text) {
            return text.length() > 2 && text.startsWith("{")
                    ? new Element(text.substring(1, text.length() - 1), "")
                    : new Element(null, text);
        }
    }

    /** A role that was found, with the value of the token that has it. */
    record Found(String role, int value, Token token) {}

    /** Whether its meaning has this word behind the first. */
    boolean has(String flag) {
        return meaning.lastIndexOf(flag) > 0;
    }

    /** Where the pattern ends if it begins at a token; -1 where it does not fit. */
    int end(List<Token> tokens, int from) {
        if (from + elements.size() > tokens.size()) {
            return -1;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).fits(tokens.get(from + i))) {
                return -1;
            }
        }
        return from + elements.size();
    }

    /** The roles that it found, in order; only where it fits. */
    List<Found> found(List<Token> tokens, int from) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String role = elements.get(i).role();
            if (role != null) {
                Token token = tokens.get(from + i);
                found.add(new Found(role, token.value(role).orElse(0), token));
            }
        }
        return found;
    }

    /** All plain forms of a pattern's text. */
    static List<Pattern> of(String text, String meaning) {
        List<Pattern> forms = List.of(new Pattern(List.of(), -1, List.of(meaning.split(" +"))));
        for (String place : text.strip().split(" +")) {
            List<Pattern> longer = new ArrayList<>();
            for (Pattern form : forms) {
                form.extend(place, longer);
            }
            if (longer.size() > MAX_FORMS) {
                throw new IllegalArgumentException(
                        "the pattern \"" + text + "\" has more than " + MAX_FORMS + " forms");
            }
            forms = longer;
        }
        return forms.stream().filter(form -> !form.elements.isEmpty()).toList();
    }

    private void extend(String place, List<Pattern> into) {
        if (place.equals(">")) {
            into.add(new Pattern(elements, elements.size(), meaning));
            return;
        }
        boolean optional = place.startsWith("?") && place.length() > 1;
        if (optional) {
            into.add(this);
        }
        String rest = optional ? place.substring(1) : place;
        boolean role = rest.startsWith("{") && rest.endsWith("}");
        String names = role ? rest.substring(1, rest.length() - 1) : rest;
        for (String name : names.split("/")) {
            List<Element> longer = new ArrayList<>(elements);
            longer.add(Element.of(role ? "{" + name + "}" : name));
            into.add(new Pattern(List.copyOf(longer), kept, meaning));
        }
    }
}

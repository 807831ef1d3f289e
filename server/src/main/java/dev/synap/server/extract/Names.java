package dev.synap.server.extract;

import dev.synap.server.extract.Token.Kind;
import dev.synap.server.extract.Token.Sense;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people, projects and tags that a writer knows, found by name in what is written. */
final class Names {

    private static final Sense NAME = new Sense("name", 0);
    private static final Sense MENTION = new Sense("mention", 0);

    private final Map<String, List<Name>> byFirstWord = new HashMap<>();
    private final Map<String, Name> byHandle = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();

    Names(Context context, Language language) {
        context.people().forEach((name, id) -> add(name, id, true, language));
        context.projects().forEach((name, id) -> add(name, id, false, language));
        context.tags().forEach(tag -> tags.merge(Language.lower(tag), tag, (a, b) -> a.compareTo(b) < 0 ? a : b));
        byFirstWord
                .values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Name name) -> -name.words().size())
                                .thenComparing(Name::text)
                                .thenComparing(Name::id)));
    }

    /** A name of a person or a project, and whose it is. */
    record Name(String text, List<String> words, String id, boolean person) {}

    private void add(String text, String id, boolean person, Language language) {
        List<String> words = Lexer.tokens(text, new Span(0, text.length()), language).stream()
                .map(Token::word)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return;
        }
        Name name = new Name(text, words, id, person);
        byFirstWord.computeIfAbsent(words.getFirst(), word -> new ArrayList<>()).add(name);
        if (person) {
            byHandle.merge(String.join("", words), name, Names::first);
            byHandle.merge(String.join(".", words), name, Names::first);
            byHandle.merge(id, name, Names::first);
        }
    }

    private static Name first(Name one, Name other) {
        return one.id().compareTo(other.id()) <= 0 ? one : other;
    }

    /** The longest name that begins at a token; null where none does. */
    @Nullable
    Name at(List<Token> tokens, int from) {
        Token token = tokens.get(from);
        if (token.kind() == Kind.MENTION) {
            Name known = byHandle.get(token.word());
            return known != null ? known : person(token.word());
        }
        for (Name name : byFirstWord.getOrDefault(token.word(), List.of())) {
            if (fits(name, tokens, from)) {
                return name;
            }
        }
        return null;
    }

    /** A tag as it is written already, where it is known. */
    String tag(Token token) {
        return tags.getOrDefault(token.word(), token.raw().substring(1));
    }

    /** Whom a handle means that is the first word of one name only. */
    private @Nullable Name person(String handle) {
        List<Name> people = byFirstWord.getOrDefault(handle, List.of()).stream()
                .filter(Name::person)
                .toList();
        return people.size() == 1 ? people.getFirst() : null;
    }

    /** A name is written with a capital, unless it is one in small letters itself. */
    private static boolean fits(Name name, List<Token> tokens, int from) {
        if (from + name.words().size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < name.words().size(); i++) {
            if (!tokens.get(from + i).word().equals(name.words().get(i))) {
                return false;
            }
        }
        Token first = tokens.get(from);
        return name.person()
                || first.isCapitalised()
                || !Character.isUpperCase(name.text().charAt(0));
    }

    /** The tokens, those that name somebody marked as such. */
    List<Token> marked(List<Token> tokens) {
        List<Token> marked = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.MENTION) {
                marked.add(with(token, NAME, MENTION));
            } else {
                Name name = at(tokens, i);
                marked.add(name != null && name.person() && name.words().size() == 1 ? with(token, NAME) : token);
            }
        }
        return marked;
    }

    private static Token with(Token token, Sense... more) {
        List<Sense> senses = new ArrayList<>(token.senses());
        senses.addAll(List.of(more));
        return new Token(token.raw(), token.word(), token.start(), token.end(), token.kind(), senses);
    }
}

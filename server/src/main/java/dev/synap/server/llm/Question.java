package dev.synap.server.llm;

import dev.synap.core.json.Json;
import dev.synap.server.extract.Context;
import dev.synap.server.llm.Call.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the model is asked about one text. The text is a value in a JSON object: nothing that stands in it can end it and
 * begin to speak as somebody else. Of the names that are known only those are told that the text may mean.
 */
public final class Question {

    /** Longer texts are not sent, in UTF-16 units. */
    public static final int MAX_TEXT = 20_000;

    /** What an answer may come to. */
    static final int MAX_OUTPUT_TOKENS = 4_000;

    static final String INSTRUCTIONS = Resource.text("instructions.txt");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,}");

    private final String text;
    private final Context context;
    private final String message;
    private final String hash;

    public Question(String text, Context context) {
        this.text = text;
        this.context = context;
        ObjectNode asked = Json.newObject()
                .put(
                        "now",
                        context.now().atZone(context.zone()).toOffsetDateTime().toString())
                .put("timeZone", context.zone().getId());
        Set<String> words = words(text).collect(Collectors.toSet());
        putNamed(asked.putArray("people"), context.people().keySet(), words);
        putNamed(asked.putArray("projects"), context.projects().keySet(), words);
        putNamed(asked.putArray("tags"), context.tags(), words);
        asked.put("text", text);
        this.message = Json.write(asked);
        this.hash = sha256(INSTRUCTIONS + "\n" + message + "\n" + Answer.SCHEMA);
    }

    String text() {
        return text;
    }

    Context context() {
        return context;
    }

    /** What is sent as the user's message. */
    String message() {
        return message;
    }

    /** Of all that is sent to be read, as hex. */
    public String hash() {
        return hash;
    }

    /** How many tokens reading it may take, rather too many than too few. */
    public long estimatedTokens() {
        return (bytes(INSTRUCTIONS) + bytes(message) + bytes(Answer.SCHEMA)) / 3;
    }

    /** How many tokens the call may take as a whole. */
    public long mostTokens() {
        return estimatedTokens() + MAX_OUTPUT_TOKENS;
    }

    /** What is counted where nobody says what a call has taken. */
    public Tokens mostItMayHaveTaken() {
        return new Tokens(estimatedTokens(), MAX_OUTPUT_TOKENS, true);
    }

    /** Where a letter is a token by itself, as in Chinese, it is three bytes. */
    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void putNamed(ArrayNode list, Collection<String> names, Set<String> words) {
        names.stream()
                .filter(name -> words(name).anyMatch(words::contains))
                .sorted()
                .forEach(list::add);
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

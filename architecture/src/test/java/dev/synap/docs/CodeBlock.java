package dev.synap.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown document.
 *
 * @param language what stands behind the opening fence
 * @param text the lines between the fences, each with its line feed
 * @param firstLine the number of the line behind the opening fence, counted from 0
 * @param lead the last line of text before the block that is not empty
 */
record CodeBlock(String language, String text, int firstLine, String lead) {

    boolean isCommand() {
        return language.equals("sh");
    }

    boolean isOutput() {
        return language.equals("json") || language.equals("text");
    }

    static List<CodeBlock> of(List<String> document) {
        List<CodeBlock> blocks = new ArrayList<>();
        String lead = "";
        int line = 0;
        while (line < document.size()) {
            String current = document.get(line);
            if (current.startsWith("```")) {
                int first = ++line;
                StringBuilder text = new StringBuilder();
                while (!document.get(line).equals("```")) {
                    text.append(document.get(line++)).append('\n');
                }
                blocks.add(new CodeBlock(current.substring(3), text.toString(), first, lead));
            } else if (!current.isBlank()) {
                lead = current;
            }
            line++;
        }
        return blocks;
    }
}

package dev.synap.cli.history;

import dev.synap.cli.terminal.Times;
import dev.synap.core.log.AsOf;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in history as a person types it: a version, {@code position:12}, a time, a day (its end), or now. */
public final class PointConverter implements ITypeConverter<AsOf> {

    private static final String POSITION = "position:";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Override
    public AsOf convert(String text) {
        if (text.equals("now")) {
            return AsOf.latest();
        }
        boolean position = text.startsWith(POSITION);
        String number = position ? text.substring(POSITION.length()) : text;
        if (NUMBER.matcher(number).matches()) {
            return position ? AsOf.position(Long.parseLong(number)) : AsOf.version(Long.parseLong(number));
        }
        try {
            return AsOf.time(new Times.End().convert(text));
        } catch (TypeConversionException e) {
            throw new TypeConversionException(
                    "'%s' is no version such as 3, position:12, time such as 2024-12-05T23:59:59Z, day such as 2024-12-05, nor now"
                            .formatted(text));
        }
    }
}

package dev.synap.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them: three or more digits that count, the same in every locale. */
final class Numbers {

    private static final MathContext DIGITS = new MathContext(6);

    private Numbers() {}

    /** As in a table; a dash where there is none. */
    static String shown(@Nullable Double number) {
        if (number == null) {
            return "–";
        }
        double size = Math.abs(number);
        String format = size >= 100 || number == Math.rint(number) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    /** As short as it can be. */
    static String plain(double number) {
        return rounded(number).toPlainString();
    }

    /** Without digits that mean nothing. */
    static BigDecimal rounded(double number) {
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}

package canary;

/** The formatter must refuse this; it is Java 25 so that the formatter is known to read it. */
final class Misformatted {

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Box(double width, double height) implements Shape {}

    double area(Shape shape) {
            return switch (shape) {
        case Circle(double radius) when radius > 0 -> Math.PI * radius * radius;
        case Circle _ -> 0;
            case Box(var width, var height) -> width * height; };
    }
}

package unmarked;

/** Error Prone must ask for @NullMarked on this package. */
final class UnmarkedPackage {}

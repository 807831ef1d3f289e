package canary;

/** Error Prone must refuse this. */
final class ArrayEqualsBug {

    boolean same(int[] one, int[] other) {
        return one.equals(other);
    }
}

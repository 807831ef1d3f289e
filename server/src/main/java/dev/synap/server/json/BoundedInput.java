package dev.synap.server.json;

import dev.synap.server.problem.Problems;
import java.io.IOException;
import java.io.InputStream;

/** Reads at most so many bytes of a body, whatever its headers said, and then ends the request. */
final class BoundedInput extends InputStream {

    private final InputStream source;
    private final long limit;
    private long left;

    BoundedInput(InputStream source, long limit) {
        this.source = source;
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = source.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = source.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw Problems.tooLarge("the body", limit).exception();
        }
    }
}

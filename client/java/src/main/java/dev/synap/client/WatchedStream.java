package dev.synap.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A stream that fails when nothing comes for too long: a connection that died without a word would
 * otherwise hold its reader for ever. Only waiting counts, so a reader may take its time between reads.
 */
final class WatchedStream extends FilterInputStream {

    private final Duration longestSilence;
    private final Thread watch;
    private volatile boolean waiting;
    private volatile long waitingSince;
    private volatile boolean silent;

    WatchedStream(InputStream in, Duration longestSilence) {
        super(in);
        this.longestSilence = longestSilence;
        this.watch = Thread.ofVirtual().name("synap-stream-watch").start(this::watch);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            if (silent) {
                throw new IOException("nothing came for " + longestSilence.toSeconds() + " s", e);
            }
            throw e;
        } finally {
            waiting = false;
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        in.close();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(longestSilence.dividedBy(4));
                if (waiting && System.nanoTime() - waitingSince > longestSilence.toNanos()) {
                    silent = true;
                    in.close();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the watch is over
        } catch (IOException e) {
            // The reader gets what closing has broken.
        }
    }
}

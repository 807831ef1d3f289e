package dev.synap.store.feed;

/** Something that will be better after a while, without anybody at fault. */
final class PassingFaultException extends RuntimeException {

    PassingFaultException(String message, Throwable cause) {
        super(message, cause);
    }

    PassingFaultException(String message) {
        super(message);
    }
}

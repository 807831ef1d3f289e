package dev.synap.store.feed;

import java.util.concurrent.atomic.AtomicReference;

/** Work that is done piece by piece, one piece at a time, when {@link Turns} get round to it. */
abstract class Turn {

    private enum State {
        IDLE,
        QUEUED,
        RUNNING,
        /** Asked for while it ran, so it must run again: it may have looked before there was something to see. */
        ASKED_AGAIN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** Does one piece; true when there is more to do. Must not throw. */
    abstract boolean take();

    /** Whether it neither runs nor waits to. */
    final boolean isIdle() {
        return state.get() == State.IDLE;
    }

    /** Notes that it is asked for; true when it has to be queued now. */
    final boolean ask() {
        State before = state.getAndUpdate(now -> switch (now) {
            case IDLE, QUEUED -> State.QUEUED;
            case RUNNING, ASKED_AGAIN -> State.ASKED_AGAIN;
        });
        return before == State.IDLE;
    }

    /** Does a piece; true when it has to be queued again. */
    final boolean run() {
        state.set(State.RUNNING);
        boolean more = take();
        State before = state.getAndUpdate(now -> more || now == State.ASKED_AGAIN ? State.QUEUED : State.IDLE);
        return more || before == State.ASKED_AGAIN;
    }
}

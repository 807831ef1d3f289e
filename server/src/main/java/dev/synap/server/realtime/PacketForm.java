package dev.synap.server.realtime;

import io.netty.buffer.ByteBuf;

/**
 * The packets that clients have reason to send: pings, upgrades, joining and leaving the one namespace, events. Others
 * are not let through to the decoder, which believes the counts and lengths in them.
 */
final class PacketForm {

    private static final byte SEPARATOR = 0x1e;
    private static final int MAX_ACK_DIGITS = 9;

    private PacketForm() {}

    /** How many packets stand in a payload; 0 when one of them is not as it should be. */
    static int count(ByteBuf payload) {
        int begin = payload.readerIndex();
        int end = payload.writerIndex();
        int count = 0;
        while (begin < end) {
            int separator = payload.indexOf(begin, end, SEPARATOR);
            int stop = separator < 0 ? end : separator;
            if (!isSound(payload, begin, stop)) {
                return 0;
            }
            count++;
            begin = stop + 1;
        }
        return count;
    }

    /** Whether a payload asks to join, and shows nothing to be let in by. */
    static boolean isBareConnect(ByteBuf payload) {
        int at = payload.readerIndex();
        return payload.readableBytes() == 2 && payload.getByte(at) == '4' && payload.getByte(at + 1) == '0';
    }

    private static boolean isSound(ByteBuf payload, int begin, int end) {
        int length = end - begin;
        if (length == 0) {
            return false;
        }
        return switch (payload.getByte(begin)) {
            // Close, upgrade, no operation.
            case '1', '5', '6' -> length == 1;
            // Ping, pong, and the probe of an upgrade.
            case '2', '3' -> length == 1 || length == "2probe".length();
            case '4' -> length > 1 && isSoundMessage(payload, begin + 1, end);
            default -> false;
        };
    }

    private static boolean isSoundMessage(ByteBuf payload, int begin, int end) {
        int body = begin + 1;
        return switch (payload.getByte(begin)) {
            case '0' -> body == end || payload.getByte(body) == '{';
            case '1' -> body == end;
            case '2' -> {
                while (body < end && isDigit(payload.getByte(body))) {
                    body++;
                }
                yield body < end && payload.getByte(body) == '[' && body - begin - 1 <= MAX_ACK_DIGITS;
            }
            default -> false;
        };
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}

package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which packets are let through to the decoder. */
class PacketFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40",
                "40{\"token\":\"x\"}",
                "41",
                "42[\"join\",{}]",
                "420[\"join\",{}]",
                "2",
                "3",
                "2probe",
                "5",
                "1"
            })
    void whatClientsSend_isLetThrough(String packet) {
        assertThat(PacketForm.count(bytes(packet))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4",
                "451999999999-[\"join\"]",
                "46",
                "43[]",
                "44{}",
                "4:451-[\"join\"]",
                "42123:451-[\"join\"]",
                "421234567890[\"join\"]",
                "42/admin,[\"join\"]",
                "40/admin,",
                "42",
                "22",
                "b4AAAA",
                "0{}",
                "\u00004",
                "2\u001e\u001e3",
                "2\u001e451-[]"
            })
    void anythingElse_isNot(String packets) {
        assertThat(PacketForm.count(bytes(packets))).isZero();
    }

    @Test
    void packetsTogether_areCounted() {
        assertThat(PacketForm.count(bytes("2\u001e42[\"leave\",{}]\u001e3"))).isEqualTo(3);
    }

    @Test
    void onlyAJoinWithoutAnything_isBare() {
        assertThat(PacketForm.isBareConnect(bytes("40"))).isTrue();
        assertThat(PacketForm.isBareConnect(bytes("40{}"))).isFalse();
        assertThat(PacketForm.isBareConnect(bytes("41"))).isFalse();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}

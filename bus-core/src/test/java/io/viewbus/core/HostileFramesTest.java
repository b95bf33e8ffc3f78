/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.core.wire.OrderCode;
import io.viewbus.core.wire.sbe.AckEncoder;
import io.viewbus.core.wire.sbe.MessageHeaderEncoder;
import io.viewbus.view.Incarnation;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Frames that no correct member sends are dropped and counted, and never thrown out of a handler. */
class HostileFramesTest {

    private final ScriptedCluster cluster = ScriptedCluster.of(2, MessagingConfig.defaults());
    private final ScriptedMember target = cluster.get(0);
    private final ScriptedMember sender = cluster.get(1);

    @Test
    void noise_isDropped() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(90)];
            random.nextBytes(bytes);
            control(bytes);
            data(bytes);
        }

        assertThat(target.participant.counters().framesDropped()).isPositive();
        assertStillWorks();
    }

    @Test
    void noiseInThePayloadOfEachControlMessage_doesNoHarm() {
        Random random = new Random(43);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[8 + random.nextInt(120)];
            random.nextBytes(bytes);
            UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            int template = 2 + random.nextInt(6);
            new MessageHeaderEncoder()
                    .wrap(buffer, 0)
                    .blockLength(random.nextInt(40))
                    .templateId(template)
                    .schemaId(2)
                    .version(0);
            control(bytes);
        }
        assertStillWorks();
    }

    @Test
    void acknowledgementWithAbsurdCount_isDropped() {
        byte[] bytes = new byte[64];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        AckEncoder ack = new AckEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        ack.streamsCount(3);
        int group = MessageHeaderEncoder.ENCODED_LENGTH + AckEncoder.BLOCK_LENGTH;
        buffer.putShort(group + 2, (short) 0xFFFF);

        control(bytes);

        assertThat(target.participant.counters().framesDropped()).isEqualTo(1);
    }

    @Test
    void frameWithTheTagOfAnother_isDropped() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[DataHeader.LENGTH]);
        DataHeader.write(frame, 0, FrameType.MESSAGE, OrderCode.TOTAL, 12345, 1, 1);
        data(frame.byteArray());

        assertThat(target.participant.counters().framesDropped()).isEqualTo(1);
        assertStillWorks();
    }

    @Test
    void messageOfAnUnknownOrder_isDropped() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[DataHeader.LENGTH]);
        int tag = DataHeader.tagOf(sender.self.incarnation());
        DataHeader.write(frame, 0, FrameType.MESSAGE, OrderCode.SAFE + 1, tag, 1, 1);
        data(frame.byteArray());

        assertThat(target.participant.counters().framesDropped()).isEqualTo(1);
        assertStillWorks();
    }

    @Test
    void messagesThatAreNotWhatTheyClaim_areDropped() {
        Random random = new Random(44);
        int tag = DataHeader.tagOf(sender.self.incarnation());
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[DataHeader.LENGTH + random.nextInt(90)];
            random.nextBytes(bytes);
            DataHeader.write(
                    new UnsafeBuffer(bytes), 0, FrameType.MESSAGE_BATCH, OrderCode.TOTAL, tag, 1, random.nextInt(3));
            data(bytes);
        }

        assertThat(target.participant.counters().framesDropped()).isEqualTo(20_000);
        assertStillWorks();
    }

    @Test
    void joinWithoutAName_isDropped() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[DataHeader.LENGTH + 1]);
        int tag = DataHeader.tagOf(sender.self.incarnation());
        DataHeader.write(frame, 0, FrameType.TOPIC_JOIN, OrderCode.TOTAL, tag, 0, 1);
        data(frame.byteArray());

        assertThat(target.participant.counters().framesDropped()).isEqualTo(1);
        assertStillWorks();
    }

    private void control(byte[] bytes) {
        target.participant.onControl(new Incarnation(7, 2), new UnsafeBuffer(bytes), 0, bytes.length, 1);
    }

    private void data(byte[] bytes) {
        assertThat(target.receiveData(sender, bytes)).isTrue();
    }

    private void assertStillWorks() {
        sender.publish(1, "t", null, "x");
        cluster.run(100);
        assertThat(sender.receipts).containsOnlyKeys(1L);
    }
}

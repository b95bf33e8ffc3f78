/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.runtime;

import org.agrona.concurrent.IdleStrategy;

/** A thread that turns the agent until it is done, and the delivery loop's: what subscribers do never stops the agent. */
final class OwnThreads extends MemberThreads {

    private final DeliveryLoop loop;

    OwnThreads(String name) {
        this.loop = new DeliveryLoop(name);
    }

    @Override
    public DeliveryLoop loop() {
        return loop;
    }

    @Override
    void start(AgentDuty duty) {
        Thread thread = new Thread(() -> run(duty), duty.name());
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(AgentDuty duty) {
        IdleStrategy idle = idle();
        while (!duty.isDone()) {
            idle.idle(duty.turn());
        }
        duty.release();
    }

    @Override
    boolean isCalling() {
        return loop.isCurrentThread();
    }

    @Override
    boolean awaitEnd(AgentDuty duty, long timeoutNs) throws InterruptedException {
        return duty.awaitEnd(timeoutNs);
    }
}

/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.Order;
import io.viewbus.spi.trace.Trace;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Passes on what a member told, but for one delivery. */
final class Forger implements InvocationHandler {

    private final Trace to;
    private int before;

    private Forger(Trace to, int before) {
        this.to = to;
        this.before = before;
    }

    /**
     * Makes a trace that leaves out a delivery.
     *
     * @param before how many deliveries in total order come before it
     */
    static Trace withoutOneDelivery(Trace to, int before) {
        return (Trace) Proxy.newProxyInstance(
                Forger.class.getClassLoader(), new Class<?>[] {Trace.class}, new Forger(to, before));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("delivered") && arguments[3] == Order.TOTAL && before-- == 0) {
            return null;
        }
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

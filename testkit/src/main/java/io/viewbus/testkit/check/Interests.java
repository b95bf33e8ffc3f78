/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which properties look at which kind of event. Most look at few kinds, and handing every event to all of them was half of
 * the checker's time.
 */
final class Interests {

    /** Whether a class of properties looks at a class of events: the same for all runs. */
    private static final Map<List<Class<?>>, Boolean> KNOWN = new ConcurrentHashMap<>();

    private final List<Property> properties;
    private final Map<Class<?>, Property[]> byEvent = new HashMap<>();

    Interests(List<Property> properties) {
        this.properties = List.copyOf(properties);
    }

    /** Returns the properties that look at an event, in their order. */
    Property[] in(TraceEvent event) {
        Property[] found = byEvent.get(event.getClass());
        return found != null ? found : learn(event.getClass());
    }

    private Property[] learn(Class<?> event) {
        Property[] interested = properties.stream()
                .filter(property -> KNOWN.computeIfAbsent(
                        List.of(property.getClass(), event), key -> looksAt(property.getClass(), event)))
                .toArray(Property[]::new);
        byEvent.put(event, interested);
        return interested;
    }

    private static boolean looksAt(Class<?> property, Class<?> event) {
        try {
            return property.getMethod("on", event).getDeclaringClass() != EventHandler.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("there is no handler of " + event, e);
        }
    }
}

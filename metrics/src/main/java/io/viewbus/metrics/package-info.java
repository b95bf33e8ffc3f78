/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What a member counts, for those who measure with other tools: {@link io.viewbus.metrics.ViewbusMetrics} for Micrometer, {@link
 * io.viewbus.metrics.FlightEvents} for JDK Flight Recorder. Both read {@link io.viewbus.observe.Observation} and cost the member
 * nothing while nobody looks.
 */
@NullMarked
package io.viewbus.metrics;

import org.jspecify.annotations.NullMarked;

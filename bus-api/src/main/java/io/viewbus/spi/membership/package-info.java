/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The seam between membership and what rides on it: a {@link io.viewbus.spi.membership.ViewParticipant} takes part in each
 * change of the view and agrees with its peers on a value of its own at the same moment. Messaging is one participant.
 * May depend on agrona, {@code io.viewbus.view} and the transport SPI.
 */
@NullMarked
package io.viewbus.spi.membership;

import org.jspecify.annotations.NullMarked;

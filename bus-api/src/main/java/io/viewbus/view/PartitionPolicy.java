/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

/** What becomes of the parts when a cluster falls apart. The same at all members of a cluster. */
public enum PartitionPolicy {
    /**
     * Only a part with a quorum of the preceding view goes on; the others stop, and their members come back as new ones. So the
     * views form one chain, and what was delivered by a quorum is never contradicted. The default.
     */
    PRIMARY,
    /**
     * Every part goes on with views of its own. When the parts hear each other again they merge in one change, and the view says
     * which parts it was made of. For applications that can reconcile.
     */
    PARTITIONABLE
}

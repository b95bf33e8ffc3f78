/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

/**
 * What one member saw of one change of the view. Times are those of {@link System#nanoTime}, which all processes of a machine share.
 *
 * @param from the view that ended
 * @param to the view that began
 * @param members how many it has
 * @param isCoordinator whether this member is the first of it
 * @param tookNs how long the agreement on it took here, 0 if the system does not tell
 * @param installedNs when this member was told
 * @param lastNs when the last message before it was delivered, 0 if there was none
 * @param firstNs when the first message in it was delivered, 0 if there was none
 * @param delivered how many messages were delivered in the view that ended
 * @param digest the digest over them
 */
public record Sighting(
        String from,
        String to,
        int members,
        boolean isCoordinator,
        long tookNs,
        long installedNs,
        long lastNs,
        long firstNs,
        long delivered,
        long digest) {

    Sighting withFirst(long ns) {
        return new Sighting(from, to, members, isCoordinator, tookNs, installedNs, lastNs, ns, delivered, digest);
    }

    /**
     * Returns for how long nothing was delivered.
     *
     * @return the time, 0 if it did not end with this view
     */
    public long silenceNs() {
        return firstNs == 0 || lastNs == 0 ? 0 : firstNs - lastNs;
    }

    /**
     * Returns it as {@link #parse} reads it.
     *
     * @return pairs
     */
    public String words() {
        return "from=" + from + " to=" + to + " members=" + members + " coordinator=" + isCoordinator + " took="
                + tookNs
                + " installed=" + installedNs + " last=" + lastNs + " first=" + firstNs + " delivered=" + delivered
                + " digest="
                + digest;
    }

    /**
     * Reads what a member said.
     *
     * @param line pairs
     * @return the sighting
     */
    public static Sighting parse(String line) {
        Pairs values = Pairs.parse(line);
        return new Sighting(
                values.get("from"),
                values.get("to"),
                values.number("members"),
                Boolean.parseBoolean(values.get("coordinator")),
                values.large("took"),
                values.large("installed"),
                values.large("last"),
                values.large("first"),
                values.large("delivered"),
                values.large("digest"));
    }
}

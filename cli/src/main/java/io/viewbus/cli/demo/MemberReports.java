/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

/** What a member tells the parent; written by {@link ReportWriter} there, read by {@link ReportReader} here. */
interface MemberReports {

    /** A group view was installed. */
    void installed(InstalledView view);

    /** A group view ended: everything that is delivered in it was delivered. Comes before the next view. */
    void ended(EndedView view);

    /** The member serves its dashboard. */
    void dashboard(String uri);

    /** How it is going, a few times per second. */
    void progress(Progress progress);

    /** The member cannot go on. */
    void lost(String sentence);
}

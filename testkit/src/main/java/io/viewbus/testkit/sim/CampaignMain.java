/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.sim.CampaignPiece.Outcome;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The option {@code --campaign} of the simulator: many seeds in pieces, whose outcomes are kept so that it can be continued. */
final class CampaignMain {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int PIECE = 500;

    private final String core = CoreHash.compute();
    private final PrintStream out;
    private final PrintStream err;
    private Path path = Path.of("");
    private long from = 1;
    private long seeds;
    private long piece = PIECE;
    private List<Policy> policies = List.of(Policy.PRIMARY);
    private boolean withMessaging = true;
    private int threads = Runtime.getRuntime().availableProcessors();

    private CampaignMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs what follows {@code --campaign} on the command line; returns the exit status. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        CampaignMain main = new CampaignMain(out, err);
        try {
            main.parse(new ArrayDeque<>(args));
        } catch (IllegalArgumentException e) {
            err.println("sim: " + e.getMessage() + "; see bin/sim --help");
            return USAGE;
        }
        try {
            return main.report(main.runAll());
        } catch (UncheckedIOException e) {
            err.println("sim: " + main.path + " cannot be used: " + e.getCause());
            return USAGE;
        }
    }

    private void parse(Deque<String> rest) {
        path = Path.of(word("--campaign", rest));
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--seeds" -> seeds = number(option, rest);
                case "--from" -> from = Draft.number(option, word(option, rest));
                case "--piece" -> piece = number(option, rest);
                case "--threads" -> threads = (int) number(option, rest);
                case "--policy" -> policies = policies(word(option, rest));
                case "--membership" -> withMessaging = false;
                default -> throw new IllegalArgumentException("with --campaign there is no option " + option);
            }
        }
        if (seeds == 0) {
            throw new IllegalArgumentException("--campaign needs --seeds N");
        }
    }

    private static List<Policy> policies(String name) {
        return name.equals("both") ? Arrays.asList(Policy.values()) : List.of(Policy.of(name));
    }

    private static String word(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static long number(String option, Deque<String> rest) {
        long value = Draft.number(option, word(option, rest));
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(option + " must be 1 to " + Integer.MAX_VALUE + ", not " + value);
        }
        return value;
    }

    /** With several policies the pieces take turns, so that every seed is another run. */
    private List<CampaignPiece> pieces() {
        List<CampaignPiece> pieces = new ArrayList<>();
        for (long first = from; first < from + seeds; first += piece) {
            Policy policy = policies.get(pieces.size() % policies.size());
            long last = Math.min(first + piece, from + seeds) - 1;
            pieces.add(new CampaignPiece(core, policy, withMessaging, first, last));
        }
        return pieces;
    }

    private List<Outcome> runAll() {
        CampaignFile file = new CampaignFile(path);
        List<Outcome> outcomes = new ArrayList<>();
        for (CampaignPiece next : pieces()) {
            Outcome outcome = file.find(next).orElse(null);
            if (outcome == null) {
                outcome = run(next);
                file.append(outcome);
                out.println(outcome);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private Outcome run(CampaignPiece next) {
        long startNs = System.nanoTime();
        SimTotals totals = new SeedRunner(next.firstRun(), (int) next.seeds(), threads, err, RunObserver.NONE).run();
        if (!totals.isOk()) {
            new FailureReport(totals.failures(), false, false, out, err).print();
        }
        return new Outcome(next, totals.violations(), (System.nanoTime() - startNs) / 1_000_000_000L);
    }

    private int report(List<Outcome> outcomes) {
        long violations = outcomes.stream().mapToLong(Outcome::violations).sum();
        long wallSeconds = outcomes.stream().mapToLong(Outcome::wallSeconds).sum();
        String over = outcomes.stream()
                .map(outcome -> outcome.piece().policy().toString())
                .distinct()
                .collect(Collectors.joining(" and "));
        out.println((violations == 0 ? "campaign: " : "campaign FAILED: ") + seeds + " different seeds on core " + core
                + " over " + over + ", " + violations + " violations, " + wallSeconds + " s");
        return violations == 0 ? OK : FAILED;
    }
}

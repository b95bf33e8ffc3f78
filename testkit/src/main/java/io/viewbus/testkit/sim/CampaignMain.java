/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.args.CommandLine;
import io.viewbus.testkit.sim.CampaignPiece.Outcome;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The option {@code --campaign} of the simulator: many seeds in pieces, whose outcomes are kept so that it can be continued. */
final class CampaignMain {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int PIECE = 500;

    private final String core = CoreHash.compute();
    private final CampaignTotals totals = new CampaignTotals();
    private final PrintStream out;
    private final PrintStream err;
    private final UnaryOperator<RunSpec> change;
    private Path path = Path.of("");
    private long from = 1;
    private long seeds;
    private long piece = PIECE;
    private List<Policy> policies = List.of(Policy.PRIMARY);
    private boolean withMessaging = true;
    private boolean shrink = true;
    private int threads = Runtime.getRuntime().availableProcessors();

    private CampaignMain(PrintStream out, PrintStream err, UnaryOperator<RunSpec> change) {
        this.out = out;
        this.err = err;
        this.change = change;
    }

    /** Runs what follows {@code --campaign} on the command line; returns the exit status. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        return run(args, out, err, UnaryOperator.identity());
    }

    /** Runs it with a change of all runs: the tests plant a defect, so that seeds fail. */
    static int run(List<String> args, PrintStream out, PrintStream err, UnaryOperator<RunSpec> change) {
        CampaignMain main = new CampaignMain(out, err, change);
        try {
            return main.open(args).map(main::runAll).orElse(USAGE);
        } catch (UncheckedIOException e) {
            err.println("sim: " + main.path + " cannot be used: " + e.getCause());
            return USAGE;
        }
    }

    private Optional<CampaignFile> open(List<String> args) {
        try {
            return Optional.of(parse(new CommandLine(args)));
        } catch (IllegalArgumentException e) {
            err.println("sim: " + e.getMessage() + "; see bin/sim --help");
            return Optional.empty();
        }
    }

    /** Returns the file that was named, which is opened last: no other mistake may leave an empty one. */
    private CampaignFile parse(CommandLine line) {
        path = Path.of(line.word("--campaign", "the name of a file"));
        while (!line.isEmpty()) {
            take(line.option(), line);
        }
        if (seeds == 0) {
            throw new IllegalArgumentException("--campaign needs --seeds N");
        }
        SeedRunner.requireCountable(from, seeds);
        return new CampaignFile(path);
    }

    private void take(String option, CommandLine line) {
        switch (option) {
            case "--seeds" -> seeds = line.number(option, 1, SimOptions.MOST_SEEDS);
            case "--from" -> from = line.number(option, Long.MIN_VALUE, Long.MAX_VALUE);
            case "--piece" -> piece = line.number(option, 1, SimOptions.MOST_SEEDS);
            case "--threads" -> threads = line.threads(option);
            case "--policy" -> policies = policies(line.word(option, "the name of a policy, or both"));
            case "--membership" -> withMessaging = false;
            case "--no-shrink" -> shrink = false;
            default -> throw new IllegalArgumentException("with --campaign there is no option " + option);
        }
    }

    private static List<Policy> policies(String name) {
        return name.equals("both") ? Arrays.asList(Policy.values()) : List.of(Policy.of(name));
    }

    /** With several policies the pieces take turns, so that every seed is another run. */
    private int runAll(CampaignFile file) {
        for (long before = 0; before < seeds; before += piece) {
            Policy policy = policies.get((int) (before / piece % policies.size()));
            long last = from + Math.min(before + piece, seeds) - 1;
            complete(file, new CampaignPiece(core, policy, withMessaging, from + before, last));
        }
        if (totals.seeds() < seeds) {
            out.println((seeds - totals.seeds()) + " seeds did not run, since a piece stops after "
                    + SeedRunner.ENOUGH_FAILURES + " failures; started again, the campaign goes on with them");
        }
        out.println(totals.line(core, seeds));
        return totals.isOk() ? OK : FAILED;
    }

    /** Counts what is known of a piece, and runs the rest. */
    private void complete(CampaignFile file, CampaignPiece whole) {
        CampaignPiece rest = whole;
        Optional<Outcome> known = file.find(rest);
        while (known.isPresent()) {
            totals.add(known.get());
            rest = rest.startingAt(known.get().piece().to() + 1);
            known = rest.seeds() == 0 ? Optional.empty() : file.find(rest);
        }
        if (rest.seeds() > 0) {
            totals.add(run(rest, file));
        }
    }

    /** Runs a piece until its end or until enough seeds failed, and keeps what came of it before it looks at failures. */
    private Outcome run(CampaignPiece rest, CampaignFile file) {
        long startNs = System.nanoTime();
        RunSpec first = change.apply(rest.firstRun());
        SimTotals sums = new SeedRunner(first, (int) rest.seeds(), threads, err, RunObserver.NONE).run();
        CampaignPiece ran = rest.upTo(rest.from() + sums.seeds() - 1);
        Outcome outcome = new Outcome(ran, sums.violations(), (System.nanoTime() - startNs) / 1_000_000_000L);
        file.append(outcome);
        if (!sums.isOk()) {
            new FailureReport(sums.failures(), shrink, false, out, err).print();
            shrink = false; // once is enough: it takes as long as a piece does
        }
        out.println(outcome);
        return outcome;
    }
}

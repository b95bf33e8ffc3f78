/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Wrong calls get one sentence and exit code 2. */
class MisuseTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    publish news            | there is no command "publish", only
                    sub                     | Missing required parameter: 'TOPIC'
                    pub news                | Missing required parameter: 'TEXT'
                    sub news --order best   | there is no order "best", only fifo, causal, total, quorum or safe
                    sub _ --events          | topic name "" must be 1 to 64 characters
                    sub a/b                 | topic name "a/b" must be 1 to 64 characters
                    sub n --member a:b      | member name "a:b" must be
                    sub n --cluster a:b     | cluster name "a:b" must be
                    sub n --count 0         | --count must be 1 or more, not 0
                    sub n --count many      | Invalid value for option '--count': "many" is no whole number
                    sub n --count 9999999999999999999 | '--count': "9999999999999999999" is out of range
                    sub n --expected-size 1.5 | '--expected-size': "1.5" is no whole number
                    demo --rate 9999999999  | '--rate': "9999999999" is out of range
                    sub n --address nowhere | the address "nowhere" must be GROUP:PORT
                    sub n --address 1.2.3.4:99999999 | must be GROUP:PORT
                    sub n --expected-size 65 | viewbus: --expected-size must be 0 to 64, not 65 (see viewbus help sub)
                    pub n x --expected-size -1 | viewbus: --expected-size must be 0 to 64, not -1
                    sub n --interface _     | the network interface must be a name, as eth0, or one of its addresses
                    sub n m                 | the argument "m" is one too many
                    views now               | the argument "now" is one too many
                    sub n --frobnicate      | Unknown option: '--frobnicate'
                    demo --members 2        | --members must be 3 to 9, not 2
                    demo --seconds 1        | --seconds must be 5 to 3600, not 1
                    demo --rate 0           | --rate must be 1 to 100000, not 0
                    agent --http 4780       | --http "4780" must be HOST:PORT, as 127.0.0.1:4780
                    agent --http 0.0.0.0:0  | does not listen at 0.0.0.0 without TLS and a token, because other machines
                    agent --http 0.0.0.0:0  | give it --tls-cert, --tls-key and --token-file, or listen at 127.0.0.1
                    agent --http [::]:0 --tls-cert a --tls-key b | does not listen at :: without a token
                    agent --http 127.0.0.1:0 --tls-cert a | --tls-cert and --tls-key belong together
                    agent --http 127.0.0.1:0 --token-file /nowhere | --token-file /nowhere cannot be read: NoSuchFileException
                    agent --http 127.0.0.1:0 --token-file /dev/null | the token must be 16 to 512 visible ASCII characters
                    agent --http 127.0.0.1:70000 | the port must be 0 to 65535, not 70000
                    agent --token-file x    | --token-file says nothing without --http
                    top --interval 0        | --interval must be 1 to 60, not 0
                    top --dir /nowhere      | /nowhere is no directory that can be written to
                    top --cluster a:b       | cluster name "a:b" must be
                    doctor --address nowhere | the address "nowhere" must be GROUP:PORT
                    why here                | the view "here" must be its number, as in: viewbus why 7
                    why 7 8                 | the argument "8" is one too many
                    why 7 --http nowhere    | --http "nowhere" must be HOST:PORT
                    why 7 --token-file /no  | --token-file /no cannot be read: NoSuchFileException
                    rtt --http a:b          | --http "a:b" must be HOST:PORT
                    rtt --http http://x/y:1 | must be HOST:PORT
                    views --history         | --history says nothing without --http
                    views --history --follow --http a:1 | --history and --follow exclude each other
                    completion              | Missing required parameter: 'SHELL'
                    completion fish         | there is completion for bash and zsh, not for "fish"
                    config --expected-size 65 | viewbus: --expected-size must be 0 to 64, not 65
                    config --http 0.0.0.0:0 | does not listen at 0.0.0.0 without TLS and a token
                    config --member a:b     | member name "a:b" must be
                    config --address x      | the address "x" must be GROUP:PORT
                    config ant              | the argument "ant" is one too many
                    doctor ant              | the argument "ant" is one too many
                    top ant                 | the argument "ant" is one too many
                    publish --help          | there is no command "publish", only
                    help nonsense           | Unknown subcommand 'nonsense'
                    """)
    void misuse_getsOneSentenceAndExitCode2(String words, String sentence) {
        assertThat(execute(words)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("viewbus: ").contains(sentence).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    /** Monitoring systems take 2 for an alarm. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    check --min-members few     | '--min-members': "few" is no whole number
                    check --max-lag -1          | --max-lag must be 0 or more, not -1
                    check --http nowhere        | --http "nowhere" must be HOST:PORT
                    check --http a:1 --http b:1 | --http can be given once here
                    check --dir /nowhere        | /nowhere is no directory
                    """)
    void misuseOfCheck_isExitCode3(String words, String sentence) {
        assertThat(execute(words)).isEqualTo(3);
        assertThat(err.toString()).startsWith("viewbus: ").contains(sentence).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_isThereForEveryVerb() {
        for (String verb :
                new String[] {"demo", "sub", "pub", "views", "members", "agent", "top", "check", "doctor", "why", "rtt"
                }) {
            assertThat(execute("help " + verb)).isZero();
            assertThat(out.toString()).contains("Usage: viewbus " + verb, "Exit codes:");
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_fitsIntoAnOrdinaryTerminal() {
        for (String words : new String[] {
            "help", "help demo", "help sub", "help pub", "help views", "help members", "help top", "help check"
        }) {
            assertThat(execute(words)).isZero();
        }
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void help_saysInOneSentenceWhatACommandDoes() {
        assertThat(execute("help")).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches("  [a-z]+  .*")))
                .hasSize(16)
                .allSatisfy(line -> assertThat(line).endsWith("."));
    }

    @Test
    void nothing_isAnsweredWithTheHelp() {
        assertThat(commandLine().execute()).isZero();
        assertThat(out.toString()).contains("Usage: viewbus").doesNotContain("demo-member");
    }

    private int execute(String words) {
        String[] args = words.split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].equals("_") ? "" : args[i];
        }
        return commandLine().execute(args);
    }

    private CommandLine commandLine() {
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}

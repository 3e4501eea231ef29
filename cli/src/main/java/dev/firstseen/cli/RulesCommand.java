package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.RulePage;
import dev.firstseen.deliver.terminal.RuleTable;
import dev.firstseen.engine.rule.Rule;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code firstseen rules}: what rules there are. */
@Command(
        name = "rules",
        description = "Lists rules, shows them, checks them and tries them on their examples.",
        mixinStandardHelpOptions = true,
        subcommands = {RulesCheckCommand.class, RulesTestCommand.class})
final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, show, check or test.");
    }

    @Command(name = "list", description = "Lists the rules.", mixinStandardHelpOptions = true)
    int list(@Mixin RuleOptions options) throws IOException {
        List<Rule> rules = options.read(spec.commandLine().getErr()).rules();
        try (Writer out = Output.open(Optional.empty())) {
            new RuleTable(Output.width(), Output.colour()).write(rules, out);
        }
        return rules.isEmpty() ? Firstseen.UNUSABLE : 0;
    }

    @Command(name = "show", description = "Shows a rule as a page.", mixinStandardHelpOptions = true)
    int show(
            @Mixin RuleOptions options,
            @Parameters(paramLabel = "NAME", description = "The rule's name, a part of it, or its id.") String name)
            throws IOException {
        List<Rule> rules = options.read(spec.commandLine().getErr()).rules();
        try (Writer out = Output.open(Optional.empty())) {
            for (Rule rule : RuleOptions.named(List.of(name), rules)) {
                new RulePage(Output.width(), Output.colour()).write(rule, out);
            }
        }
        return 0;
    }
}

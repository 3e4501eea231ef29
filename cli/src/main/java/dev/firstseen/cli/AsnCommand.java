package dev.firstseen.cli;

import dev.firstseen.networks.Networks;
import dev.firstseen.networks.address.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen asn}: what is known of an address. */
@Command(
        name = "asn",
        description = "Explains IP addresses: whose they are, and where.",
        mixinStandardHelpOptions = true)
final class AsnCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "IPv4 or IPv6 addresses.")
    private List<String> addresses = new ArrayList<>();

    @Mixin
    private NetworkOptions options = new NetworkOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        Networks networks = options.networks();
        boolean all = true;
        try (Writer out = Output.open(Optional.empty())) {
            for (String text : addresses) {
                Optional<IpAddress> address = IpAddress.parse(text);
                if (address.isEmpty()) {
                    errors.println(VisibleLines.of("'%s' is no IP address.".formatted(text)));
                    all = false;
                    continue;
                }
                for (String line : networks.explain(address.get())) {
                    out.write(line);
                    out.write('\n');
                }
            }
        }
        return all ? 0 : Firstseen.UNUSABLE;
    }
}

package dev.firstseen.cli;

import dev.firstseen.networks.Networks;
import dev.firstseen.networks.address.IpAddress;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

    @Override
    public Integer call() throws IOException {
        List<IpAddress> parsed = addresses.stream()
                .map(text -> IpAddress.parse(text)
                        .orElseThrow(() -> new UnusableInputException("'%s' is no IP address.".formatted(text))))
                .toList();
        Networks networks = options.networks();
        try (Writer out = Output.open(Optional.empty())) {
            for (IpAddress address : parsed) {
                for (String line : networks.explain(address)) {
                    out.write(line);
                    out.write('\n');
                }
            }
        }
        return 0;
    }
}

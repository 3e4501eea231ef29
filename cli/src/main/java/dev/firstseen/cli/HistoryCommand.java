package dev.firstseen.cli;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.runtime.configuration.Kept;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Memories;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.Stores;
import dev.firstseen.store.Terms;
import dev.firstseen.store.Transaction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen history USER}. */
@Command(
        name = "history",
        description = "Tells what the service remembers of a user: the terms that are known, and the alerts.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    private static final int MOST_LISTED = 50;

    @Parameters(
            paramLabel = "USER",
            description = "A user principal name or object id, as the rules' first field has it.")
    private String user = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of the service. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("firstseen.toml");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        Kept kept = ServiceOptions.readKept(file, errors);
        List<Rule> rules = RuleOptions.of(kept.rules()).read(errors).rules();
        try (Store store = Stores.openToRead(kept.store())) {
            boolean any = store.read(transaction -> tell(transaction, rules, out));
            if (!any) {
                out.printf("Nothing is remembered of %s.%n", Visible.of(user));
            }
            out.flush();
            return 0;
        } catch (StoreException refused) {
            throw new UnusableInputException(refused.sentence());
        }
    }

    private boolean tell(Transaction transaction, List<Rule> rules, PrintWriter out) {
        boolean any = false;
        Set<String> tenants = new TreeSet<>();
        transaction.observations().eachLog(log -> tenants.add(log.tenant()));
        for (Memories.Memory memory : transaction.memories().all()) {
            Rule rule = rules.stream()
                    .filter(each -> each.id().equals(memory.rule()))
                    .findFirst()
                    .orElse(null);
            if (rule != null && rule.detection() instanceof Detection.NewTerms newTerms) {
                for (String tenant : tenants) {
                    any |= tell(
                            rule,
                            newTerms,
                            transaction.terms().sharing(memory.number(), tenant, new Value.Text(user), MOST_LISTED),
                            out);
                }
            }
        }
        for (String tenant : tenants) {
            any |= tellAlerts(transaction, rules, tenant, out);
        }
        return any;
    }

    /** The newest of them. */
    private boolean tellAlerts(Transaction transaction, List<Rule> rules, String tenant, PrintWriter out) {
        List<String> names = List.of(user.toLowerCase(Locale.ROOT));
        List<Alerts.Stored> alerts = transaction.alerts().newestShown(tenant, names, MOST_LISTED);
        for (Alerts.Stored alert : alerts) {
            long counted = transaction.alerts().countedOn(alert.id()).count();
            out.printf(
                    "%s  alert %s of rule %s%s%n",
                    time(alert.eventTime()),
                    alert.id(),
                    Visible.of(name(rules, alert.rule())),
                    counted == 0 ? "" : ", with %,d alike soon after it".formatted(counted));
        }
        long all = transaction.alerts().shownByRule(tenant, names).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (all > alerts.size()) {
            out.printf("And %,d more alerts, before these.%n", all - alerts.size());
        }
        return !alerts.isEmpty();
    }

    private static boolean tell(Rule rule, Detection.NewTerms newTerms, Terms.Sharing sharing, PrintWriter out) {
        if (sharing.most().isEmpty()) {
            return false;
        }
        out.printf("%s%n  %s%n", Visible.of(rule.name()), newTerms.fields());
        for (Terms.Sharing.Entry entry : sharing.most()) {
            String values = entry.term().values().stream()
                    .map(value -> Visible.of(value.text()))
                    .collect(Collectors.joining(", "));
            entry.remembered()
                    .sightings()
                    .all()
                    .ifPresent(all -> out.printf(
                            "  %,8d times, %s to %s: %s%n", all.count(), time(all.first()), time(all.last()), values));
        }
        if (sharing.all() > sharing.most().size()) {
            out.printf("  and %,d more.%n", sharing.all() - sharing.most().size());
        }
        return true;
    }

    private static String name(List<Rule> rules, String id) {
        return rules.stream()
                .filter(rule -> rule.id().equals(id))
                .map(Rule::name)
                .findFirst()
                .orElse(id);
    }

    private static String time(long millis) {
        return UtcTime.of(Instant.ofEpochMilli(millis));
    }
}

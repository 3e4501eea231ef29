package dev.firstseen.cli;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            description = "A user principal name or object id; capital and small letters are the same.")
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
                out.printf(
                        "Nothing is remembered of %s. A user is called by a whole user principal name or object id.%n",
                        Visible.of(user));
            }
            out.flush();
            return 0;
        } catch (StoreException refused) {
            throw new UnusableInputException(refused.sentence());
        }
    }

    private boolean tell(Transaction transaction, List<Rule> rules, PrintWriter out) {
        Set<String> tenants = new TreeSet<>();
        transaction.observations().eachLog(log -> tenants.add(log.tenant()));
        Set<String> names = new TreeSet<>(Set.of(user.toLowerCase(Locale.ROOT)));
        tenants.forEach(tenant -> names.addAll(transaction.accounts().names(tenant, Set.copyOf(names))));
        boolean any = false;
        for (Memories.Memory memory : transaction.memories().all()) {
            Optional<Rule> rule = rules.stream()
                    .filter(each -> each.id().equals(memory.rule()))
                    .findFirst();
            if (rule.isPresent() && rule.get().detection() instanceof Detection.NewTerms newTerms) {
                any |= tell(rule.get(), newTerms, known(transaction.terms(), memory, names), out);
            }
        }
        for (String tenant : tenants) {
            any |= tellAlerts(transaction, rules, tenant, names, out);
        }
        return any;
    }

    /** A term, and when it was seen. */
    private record Known(Term term, Sightings.Span seen) {}

    /**
     * The terms with one of a user's names, however it is spelled there, those seen last first. They are found by going
     * through all: a memory knows a name only as the records spell it.
     */
    private static List<Known> known(Terms terms, Memories.Memory memory, Set<String> names) {
        List<Known> known = new ArrayList<>();
        terms.each(memory.number(), (term, remembered) -> {
            if (term.values().stream()
                    .anyMatch(value -> names.contains(value.text().toLowerCase(Locale.ROOT)))) {
                remembered.sightings().all().ifPresent(seen -> known.add(new Known(term, seen)));
            }
        });
        known.sort(Comparator.comparingLong((Known each) -> each.seen().last()).reversed());
        return known;
    }

    /** The newest of them. */
    private static boolean tellAlerts(
            Transaction transaction, List<Rule> rules, String tenant, Set<String> names, PrintWriter out) {
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

    private static boolean tell(Rule rule, Detection.NewTerms newTerms, List<Known> known, PrintWriter out) {
        if (known.isEmpty()) {
            return false;
        }
        String fields = newTerms.fields().stream().map(FieldPath::name).collect(Collectors.joining(", "));
        out.printf("%s%n  %s%n", Visible.of(rule.name()), fields);
        for (Known each : known.subList(0, Math.min(MOST_LISTED, known.size()))) {
            String values = each.term().values().stream()
                    .map(value -> Visible.of(value.text()))
                    .collect(Collectors.joining(", "));
            Sightings.Span seen = each.seen();
            out.printf(
                    "  %14s  %s: %s%n",
                    seen.count() == 1 ? "once" : "%,d times".formatted(seen.count()),
                    seen.first() == seen.last() ? time(seen.first()) : time(seen.first()) + " to " + time(seen.last()),
                    values);
        }
        if (known.size() > MOST_LISTED) {
            out.printf("  and %,d more, seen before these.%n", known.size() - MOST_LISTED);
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

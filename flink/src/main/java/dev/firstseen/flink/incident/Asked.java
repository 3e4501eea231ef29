package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.wire.Coding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A case that is to be investigated.
 *
 * @param opening the id of its first alert
 * @param due when all that is asked for has been answered, by event time
 * @param names all that the account has
 * @param alerts all of the case
 * @param observed the datasets of which the tenant has any record
 * @param manual by what it is investigated; empty where version 1 of the job asked: by what was submitted
 */
record Asked(
        String tenant,
        String opening,
        long due,
        Set<String> names,
        List<Raised> alerts,
        Set<String> observed,
        Optional<Manual> manual)
        implements Order {
    Asked {
        names = Set.copyOf(names);
        alerts = List.copyOf(alerts);
        observed = Set.copyOf(observed);
    }

    /** How it is written: a rule once, however many of the alerts are its. */
    public record OfAsked() implements Coding<Asked> {
        private static final FindingCoding FINDING = new FindingCoding();
        private static final Manual.OfManual MANUAL = new Manual.OfManual();
        private static final RuleText.OfRuleText RULE = new RuleText.OfRuleText();

        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Asked asked, ByteWriter to) {
            to.text(asked.tenant());
            to.text(asked.opening());
            to.whole(asked.due());
            to.list(new TreeSet<>(asked.names()), (name, writer) -> writer.text(name));
            List<RuleText> rules =
                    asked.alerts().stream().map(Raised::rule).distinct().toList();
            to.whole(RULE.version());
            to.list(rules, RULE::write);
            to.whole(FINDING.version());
            to.list(asked.alerts(), (raised, writer) -> {
                writer.whole(rules.indexOf(raised.rule()));
                FINDING.write(raised.finding(), writer);
            });
            to.list(new TreeSet<>(asked.observed()), (dataset, writer) -> writer.text(dataset));
            to.whole(MANUAL.version());
            to.optional(asked.manual(), MANUAL::write);
        }

        @Override
        public Asked read(ByteReader from, int version) {
            String tenant = from.text();
            String opening = from.text();
            long due = from.whole();
            Set<String> names = Set.copyOf(from.list(ByteReader::text));
            int rule = (int) from.whole();
            List<RuleText> rules = from.list(reader -> RULE.read(reader, rule));
            int finding = (int) from.whole();
            List<Raised> alerts = from.list(reader -> {
                RuleText of = rules.get((int) reader.whole());
                return new Raised(FINDING.read(reader, finding), of);
            });
            Set<String> observed = Set.copyOf(from.list(ByteReader::text));
            Optional<Manual> manual = Optional.empty();
            if (version > 1) {
                int ofManual = (int) from.whole();
                manual = from.optional(reader -> MANUAL.read(reader, ofManual));
            }
            return new Asked(tenant, opening, due, names, alerts, observed, manual);
        }
    }
}

package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** The alerts of a tenant, by id. The text of a rule may be a megabyte, so it is kept once for all of its alerts. */
final class RaisedAlerts {
    private final MapState<String, Finding> findings;
    /** Of each finding, the digest of its rule's text. */
    private final MapState<String, String> raisedBy;

    private final MapState<String, RuleText> texts;
    /** How many findings each text has. */
    private final MapState<String, Long> uses;

    /** What version 1 of the job left: each with its text. */
    private final MapState<String, Raised> before;

    private RaisedAlerts(
            MapState<String, Finding> findings,
            MapState<String, String> raisedBy,
            MapState<String, RuleText> texts,
            MapState<String, Long> uses,
            MapState<String, Raised> before) {
        this.findings = findings;
        this.raisedBy = raisedBy;
        this.texts = texts;
        this.uses = uses;
        this.before = before;
    }

    static RaisedAlerts in(RuntimeContext context) {
        return new RaisedAlerts(
                context.getMapState(new MapStateDescriptor<>(
                        "findings", StringSerializer.INSTANCE, new CodedSerializer<>(new FindingCoding()))),
                context.getMapState(
                        new MapStateDescriptor<>("raised-by", StringSerializer.INSTANCE, StringSerializer.INSTANCE)),
                context.getMapState(new MapStateDescriptor<>(
                        "texts", StringSerializer.INSTANCE, new CodedSerializer<>(new RuleText.OfRuleText()))),
                context.getMapState(
                        new MapStateDescriptor<>("text-uses", StringSerializer.INSTANCE, LongSerializer.INSTANCE)),
                context.getMapState(new MapStateDescriptor<>(
                        "alerts", StringSerializer.INSTANCE, new CodedSerializer<>(new Raised.OfRaised()))));
    }

    /** How many bytes one takes. */
    static long bytes(Finding finding) {
        return Coded.bytes(new FindingCoding(), finding).length;
    }

    /** Keeps one; the same told again takes its place. */
    void put(Raised raised) throws Exception {
        String id = raised.finding().id();
        forget(id);
        String text = KeyHash.ofBytes(Coded.bytes(new RuleText.OfRuleText(), raised.rule()));
        Long used = uses.get(text);
        if (used == null) {
            texts.put(text, raised.rule());
        }
        uses.put(text, used == null ? 1 : used + 1);
        raisedBy.put(id, text);
        findings.put(id, raised.finding());
    }

    /** Those of some that are kept. */
    List<Raised> among(Set<String> ids) throws Exception {
        Map<String, RuleText> read = new HashMap<>();
        List<Raised> found = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            Finding finding = findings.get(id);
            if (finding != null) {
                String by = raisedBy.get(id);
                RuleText text = read.get(by);
                if (text == null) {
                    text = Objects.requireNonNull(texts.get(by));
                    read.put(by, text);
                }
                found.add(new Raised(finding, text));
            } else if (before.contains(id)) {
                found.add(before.get(id));
            }
        }
        return found;
    }

    /** Lets go of some. */
    void forget(Set<String> ids) throws Exception {
        for (String id : ids) {
            forget(id);
        }
    }

    private void forget(String id) throws Exception {
        before.remove(id);
        String text = raisedBy.get(id);
        if (text == null) {
            return;
        }
        findings.remove(id);
        raisedBy.remove(id);
        long left = uses.get(text) - 1;
        if (left == 0) {
            texts.remove(text);
            uses.remove(text);
        } else {
            uses.put(text, left);
        }
    }
}

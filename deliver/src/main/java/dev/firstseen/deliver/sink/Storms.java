package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fits pending notices into a limit: the largest groups of alerts of one rule become one message each. */
public final class Storms {
    /** How many ids of alerts a storm lists; the others are counted. */
    public static final int LISTED = 1_000;

    private static final int EXAMPLES = 5;

    private Storms() {}

    /**
     * A notice to send and the pending ones that are sent with it.
     *
     * @param covers the ids of the pending notices
     */
    public record Message(Notice notice, List<String> covers) {
        public Message {
            covers = List.copyOf(covers);
        }
    }

    /**
     * What to send now. Each pending notice is covered by one message or is held.
     *
     * @param held what has to wait, in its order
     * @param left the allowance once the messages are sent
     */
    public record Plan(List<Message> messages, List<Notice> held, Limit.Allowance left) {
        public Plan {
            messages = List.copyOf(messages);
            held = List.copyOf(held);
        }
    }

    /**
     * Plans what to send. Nothing is folded that could go out singly; a storm stands where its first alert stood.
     *
     * @param pending in the order in which they are to be sent
     * @param now in milliseconds since 1970
     */
    public static Plan plan(List<Notice> pending, Limit limit, Limit.Allowance allowance, long now) {
        Limit.Allowance grown = allowance.grown(limit, now);
        if (grown.messages() == 0) {
            return new Plan(List.of(), pending, grown);
        }
        Map<String, List<Notice>> byRule = alertsByRule(pending);
        Set<String> folded = rulesToFold(byRule, pending.size() - grown.messages());
        List<Message> messages = new ArrayList<>();
        List<Notice> held = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Notice notice : pending) {
            String rule = notice instanceof Notice.AlertRaised ? rule(notice) : "";
            boolean storm = folded.contains(rule);
            if (storm && told.contains(rule)) {
                continue;
            }
            if (messages.size() == grown.messages()) {
                held.add(notice);
            } else if (storm) {
                told.add(rule);
                List<Notice> alerts = byRule.getOrDefault(rule, List.of());
                messages.add(new Message(storm(rule, alerts), ids(alerts)));
            } else {
                messages.add(new Message(notice, List.of(notice.id())));
            }
        }
        return new Plan(messages, held, grown.without(messages.size()));
    }

    private static Map<String, List<Notice>> alertsByRule(List<Notice> pending) {
        Map<String, List<Notice>> byRule = new LinkedHashMap<>();
        for (Notice notice : pending) {
            if (notice instanceof Notice.AlertRaised) {
                byRule.computeIfAbsent(rule(notice), _ -> new ArrayList<>()).add(notice);
            }
        }
        return byRule;
    }

    /** The largest first, until there are so many messages fewer. An alert without a rule stands alone. */
    private static Set<String> rulesToFold(Map<String, List<Notice>> byRule, int tooMany) {
        Set<String> rules = new HashSet<>();
        List<Map.Entry<String, List<Notice>>> largest = byRule.entrySet().stream()
                .filter(group -> !group.getKey().isEmpty() && group.getValue().size() > 1)
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .toList();
        int fewer = 0;
        for (Map.Entry<String, List<Notice>> group : largest) {
            if (fewer >= tooMany) {
                break;
            }
            rules.add(group.getKey());
            fewer += group.getValue().size() - 1;
        }
        return rules;
    }

    private static Notice.Storm storm(String rule, List<Notice> alerts) {
        List<String> ids = ids(alerts);
        String id = "storm:" + new Digest().addTexts(ids).uuid();
        long first = alerts.stream().mapToLong(Notice::time).min().orElse(0);
        long last = alerts.stream().mapToLong(Notice::time).max().orElse(0);
        List<String> listed = ids.subList(0, Math.min(LISTED, ids.size()));
        Document document = document(id, rule, alerts, first, last);
        return new Notice.Storm(id, last, rule, alerts.size(), listed, document);
    }

    private static Document document(String id, String rule, List<Notice> alerts, long first, long last) {
        List<WrittenFields> written = alerts.stream()
                .map(alert -> new WrittenFields(alert.document()))
                .toList();
        WrittenFields worst = written.stream()
                .max(Comparator.comparingDouble(
                        fields -> fields.number("kibana.alert.risk_score").orElse(0)))
                .orElseThrow();
        String name = worst.text("kibana.alert.rule.name").orElse(rule);
        String reason = "%d alerts of the rule %s were raised between %s and %s UTC."
                .formatted(alerts.size(), name, UtcTime.second(first), UtcTime.second(last));
        List<String> examples = written.stream()
                .limit(EXAMPLES)
                .flatMap(fields -> fields.text("kibana.alert.reason").stream())
                .toList();
        Json document = new Json()
                .put("@timestamp", Instant.ofEpochMilli(last))
                .put("kibana.alert.uuid", id)
                .put("kibana.alert.status", "active")
                .put("kibana.alert.workflow_status", "open")
                .put(
                        "kibana.alert.severity",
                        worst.text("kibana.alert.severity").orElse(""))
                .put("kibana.alert.reason", reason)
                .put("kibana.alert.rule.name", name)
                .put("kibana.alert.rule.rule_id", rule);
        for (String kept : List.of("kibana.alert.risk_score", "kibana.alert.rule.threat")) {
            Value value = worst.document().root().members().get(kept);
            if (value != null) {
                document.put(kept, value);
            }
        }
        Json storm = new Json()
                .put("count", Value.of(alerts.size()))
                .put("first", Instant.ofEpochMilli(first))
                .put("last", Instant.ofEpochMilli(last))
                .put("examples", examples);
        return new Document(
                document.put("firstseen", new Json().put("storm", storm.build()).build())
                        .build());
    }

    private static List<String> ids(List<Notice> notices) {
        return notices.stream().map(Notice::id).toList();
    }

    private static String rule(Notice alert) {
        return new WrittenFields(alert.document())
                .text("kibana.alert.rule.rule_id")
                .orElse("");
    }
}

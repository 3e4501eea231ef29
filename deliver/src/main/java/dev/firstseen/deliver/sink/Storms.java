package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.ndjson.WrittenFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Fits pending notices into a limit: the largest groups of alerts of one rule become one message each. */
public final class Storms {
    /** How many ids of alerts a storm lists; the others are counted. */
    public static final int LISTED = 1_000;

    /** How many notices behind the pending ones a storm may cover: what is more comes in another. */
    private static final int FURTHER = 100_000;

    private Storms() {}

    /** Notices that wait too, but were not read: they are many. */
    @FunctionalInterface
    public interface Further {

        /** Gives them one after another, in order, as long as they are taken. */
        void each(Predicate<Notice> taker);
    }

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
     * @param further those behind them, of which a storm takes the alerts of its rule; asked only where there is a storm
     * @param now in milliseconds since 1970
     */
    public static Plan plan(List<Notice> pending, Further further, Limit limit, Limit.Allowance allowance, long now) {
        Limit.Allowance grown = allowance.grown(limit, now);
        if (grown.messages() == 0) {
            return new Plan(List.of(), pending, grown);
        }
        Map<String, Storm> storms = storms(pending, grown.messages(), further);
        List<Message> messages = new ArrayList<>();
        List<Notice> held = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Notice notice : pending) {
            String rule = rule(notice);
            Storm storm = storms.get(rule);
            if (told.contains(rule)) {
                continue;
            }
            if (messages.size() == grown.messages()) {
                held.add(notice);
            } else if (storm != null) {
                told.add(rule);
                messages.add(new Message(storm.notice(), storm.ids()));
            } else {
                messages.add(new Message(notice, List.of(notice.id())));
            }
        }
        return new Plan(messages, held, grown.without(messages.size()));
    }

    private static Map<String, Storm> storms(List<Notice> pending, int messages, Further further) {
        Map<String, List<Notice>> byRule = alertsByRule(pending);
        Map<String, Storm> storms = new HashMap<>();
        for (String rule : rulesToFold(byRule, pending.size() - messages)) {
            Storm storm = new Storm(rule);
            byRule.getOrDefault(rule, List.of()).forEach(storm::add);
            storms.put(rule, storm);
        }
        if (!storms.isEmpty()) {
            int[] looked = new int[1];
            further.each(notice -> {
                Storm storm = storms.get(rule(notice));
                if (storm != null) {
                    storm.add(notice);
                }
                return ++looked[0] < FURTHER;
            });
        }
        return storms;
    }

    private static Map<String, List<Notice>> alertsByRule(List<Notice> pending) {
        Map<String, List<Notice>> byRule = new LinkedHashMap<>();
        for (Notice notice : pending) {
            String rule = rule(notice);
            if (!rule.isEmpty()) {
                byRule.computeIfAbsent(rule, _ -> new ArrayList<>()).add(notice);
            }
        }
        return byRule;
    }

    /** The largest first, until there are so many messages fewer. */
    private static Set<String> rulesToFold(Map<String, List<Notice>> byRule, int tooMany) {
        Set<String> rules = new HashSet<>();
        List<Map.Entry<String, List<Notice>>> largest = byRule.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
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

    /** The rule of an alert; empty for other notices, and for an alert without one, which stands alone. */
    private static String rule(Notice notice) {
        return notice instanceof Notice.AlertRaised
                ? new WrittenFields(notice.document())
                        .text("kibana.alert.rule.rule_id")
                        .orElse("")
                : "";
    }
}

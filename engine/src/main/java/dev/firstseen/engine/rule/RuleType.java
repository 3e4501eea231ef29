package dev.firstseen.engine.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of rules that Elastic's schema has. */
enum RuleType {
    QUERY("query", ""),
    NEW_TERMS("new_terms", ""),
    THRESHOLD("threshold", ""),
    EQL("eql", "the Event Query Language"),
    ESQL("esql", "the ES|QL query language"),
    MACHINE_LEARNING("machine_learning", "machine learning jobs"),
    THREAT_MATCH("threat_match", "matching against threat indicators");

    private final String word;
    private final String awaits;

    RuleType(String word, String awaits) {
        this.word = word;
        this.awaits = awaits;
    }

    /** What has to be built before rules of this type can run; empty where they can. */
    String awaits() {
        return awaits;
    }

    /** The word of Elastic's rule schema. */
    String word() {
        return word;
    }

    static Optional<RuleType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(type -> type.word).toList();
    }
}

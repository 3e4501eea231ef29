package dev.firstseen.engine.detection;

import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.rule.Rule;

/** A rule and its filter, ready to test events. Safe for use by many threads. */
public record CompiledRule(Rule rule, Predicate filter) {}

package dev.firstseen.bench.compare;

import java.time.Duration;
import java.util.Set;

/** The values that the seed rule asks for. */
final class SeedRule {
    static final String BROKER = "29d9ed98-a469-4536-ade2-f981bc1d605e";
    static final String GRAPH = "00000003-0000-0000-c000-000000000000";
    static final String REQUEST_TYPE = "Cmsi:Cmsi";
    /** Of the actor: a person, a service principal, a passport id, a UPN, and 10. */
    static final Set<Integer> ACTOR_TYPES = Set.of(0, 2, 3, 5, 10);

    static final String NOT_COMPLIANT = "False";
    static final Duration WINDOW = Duration.ofDays(7);

    private SeedRule() {}
}

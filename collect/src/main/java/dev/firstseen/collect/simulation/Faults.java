package dev.firstseen.collect.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How often what goes wrong. A fault is drawn by the seed and by what it concerns, not by when it is asked, so that threads
 * do not change it.
 *
 * @param chances from 0 to 1 for each chance a fault has; none where it is absent
 * @param outages stretches in which every request is answered 503
 */
public record Faults(long seed, Map<Fault, Double> chances, List<Outage> outages) {

    /** From a moment up to, and without, another. */
    public record Outage(Instant from, Instant to) {
        boolean covers(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, Map.of(), List.of());

    public Faults {
        Map<Fault, Double> ordered = new EnumMap<>(Fault.class);
        ordered.putAll(chances);
        chances = Collections.unmodifiableMap(ordered);
        outages = List.copyOf(outages);
    }

    /** Everything goes wrong now and then; once within the first days for hours. */
    public static Faults ofSeed(long seed, Instant start) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Fault, Double> chances = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            chances.put(fault, usual(fault) * (0.5 + random.nextDouble()));
        }
        Instant from = start.plus(Duration.ofMinutes(random.nextLong(60, 3 * 24 * 60)));
        Outage outage = new Outage(from, from.plus(Duration.ofMinutes(random.nextLong(60, 8 * 60))));
        return new Faults(seed, chances, List.of(outage));
    }

    private static double usual(Fault fault) {
        return switch (fault) {
            case THROTTLED, SERVER_ERROR, MALFORMED_URI -> 0.03;
            case TRUNCATED, HUNG_UP, REJECTED, EXPIRED, STALE_PAGE -> 0.02;
            case STALL, SUBSCRIPTION_OFF -> 0.002;
            case TOKEN_REVOKED -> 0.005;
            case LISTED_LATE, LISTED_TWICE, REPEATED_RECORD -> 0.1;
        };
    }

    /** Only this goes wrong, and so often. */
    public static Faults only(Fault fault, double chance) {
        return new Faults(1, Map.of(fault, chance), List.of());
    }

    boolean strikes(Fault fault, String subject) {
        Double chance = chances.get(fault);
        return chance != null && draw(fault.name(), subject) < chance;
    }

    /** A number from 0 up to, and without, 1, always the same for the same words. */
    double draw(String purpose, String subject) {
        long hash = seed;
        String words = purpose + " " + subject;
        for (int i = 0; i < words.length(); i++) {
            hash = hash * 0x100000001b3L ^ words.charAt(i);
        }
        return new SplittableRandom(hash).split().nextDouble();
    }

    boolean isOut(Instant time) {
        return outages.stream().anyMatch(outage -> outage.covers(time));
    }
}

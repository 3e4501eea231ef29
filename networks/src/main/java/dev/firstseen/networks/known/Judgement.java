package dev.firstseen.networks.known;

import dev.firstseen.networks.NetworkKind;

/**
 * What kind of network an autonomous system is taken for.
 *
 * @param reason a few words: what it is known for, or that only its name says so
 */
public record Judgement(NetworkKind kind, String reason) {

    public static final Judgement NONE =
            new Judgement(NetworkKind.UNKNOWN, "not in the list, and its name says nothing");
}

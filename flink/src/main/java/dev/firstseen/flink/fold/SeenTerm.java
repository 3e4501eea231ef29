package dev.firstseen.flink.fold;

/**
 * What is remembered of a term: when it was last seen decides whether it is new, the rest is told of it.
 *
 * @param first when it was first seen of all that is remembered, in milliseconds since 1970
 * @param last when it was last seen
 * @param count how often
 */
public record SeenTerm(long first, long last, long count) {

    SeenTerm again(long time) {
        return new SeenTerm(Math.min(first, time), Math.max(last, time), count + 1);
    }
}

package dev.firstseen.flink.distinct;

import java.util.ArrayList;
import java.util.List;

/**
 * Which records were told as others of an id, so that each is told once, however often it comes.
 *
 * @param contents digests of their bytes, at most {@value #MOST}
 */
record Differing(List<String> contents) {
    static final Differing NONE = new Differing(List.of());

    /** How many are told; of more it is only counted that they came. */
    static final int MOST = 16;

    Differing {
        contents = List.copyOf(contents);
    }

    /** Whether nothing is to be told of one more. */
    boolean isEnough(String content) {
        return contents.size() >= MOST || contents.contains(content);
    }

    Differing with(String content) {
        List<String> more = new ArrayList<>(contents);
        more.add(content);
        return new Differing(more);
    }
}

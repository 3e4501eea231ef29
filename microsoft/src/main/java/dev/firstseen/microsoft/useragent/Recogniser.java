package dev.firstseen.microsoft.useragent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Recognises one part of user agents, and remembers what it recognised: a log holds few different ones, each many times.
 * Safe for use by many threads.
 */
final class Recogniser {

    /** Of a longer user agent the beginning is looked at, in characters. Browsers' and programs' own are far shorter. */
    static final int LONGEST = 1_024;

    /**
     * How many characters the expressions may read of one user agent, over and over. A browser's own takes about a hundred
     * thousand; few texts of the greatest length take more than this.
     */
    static final int READS = 2_000_000;

    /** How many user agents are remembered; with more the memory begins anew. */
    static final int REMEMBERED = 4_096;

    private final List<Expression> expressions;
    private final Map<String, Optional<Recognised>> known = new ConcurrentHashMap<>();

    Recogniser(Part part) {
        this(part.expressions());
    }

    Recogniser(List<Expression> expressions) {
        this.expressions = expressions;
    }

    /** What the first expression that is found says; empty where none is, or where finding one takes too many reads. */
    Optional<Recognised> in(String userAgent) {
        String text = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        Optional<Recognised> remembered = known.get(text);
        if (remembered != null) {
            return remembered;
        }
        Optional<Recognised> found = Optional.ofNullable(find(text));
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(text, found);
        return found;
    }

    /** How many are remembered now. */
    int remembered() {
        return known.size();
    }

    private @Nullable Recognised find(String text) {
        MeteredText metered = new MeteredText(text, READS);
        try {
            for (Expression expression : expressions) {
                Recognised found = expression.in(metered);
                if (found != null) {
                    return found;
                }
            }
            return null;
        } catch (MeteredText.Spent unrecognisable) {
            return null;
        }
    }
}

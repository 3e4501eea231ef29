package dev.firstseen.engine.newterms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a term was seen, and how often, so that it can be told for any time how it stood before. It is the same in whatever
 * order the sightings were added. The newest {@value #MOST} spans are exact to the millisecond; what is older is one span,
 * of which is known how often, first and last.
 *
 * @param spans in order of time; none reaches into another
 */
public record Sightings(List<Span> spans) {

    /** How many spans are kept apart. */
    public static final int MOST = 128;

    /** Of a term never seen. */
    public static final Sightings NONE = new Sightings(List.of());

    public Sightings {
        spans = List.copyOf(spans);
    }

    /**
     * Some sightings that follow one another.
     *
     * @param first the time of the first, in milliseconds since 1970
     * @param last the time of the last
     * @param count how many, at least one
     */
    public record Span(long first, long last, long count) {
        public Span {
            if (first > last || count < 1) {
                throw new IllegalArgumentException(
                        "there are no %d sightings from %d to %d".formatted(count, first, last));
            }
        }

        Span with(Span later) {
            return new Span(first, later.last, count + later.count);
        }
    }

    /** With one more, at a time in milliseconds since 1970. */
    public Sightings with(long time) {
        int place = spans.size();
        while (place > 0 && spans.get(place - 1).last() >= time) {
            place--;
        }
        List<Span> more = new ArrayList<>(spans.size() + 1);
        more.addAll(spans.subList(0, place));
        if (place < spans.size() && spans.get(place).first() <= time) {
            Span there = spans.get(place++);
            more.add(new Span(there.first(), there.last(), there.count() + 1));
        } else {
            more.add(new Span(time, time, 1));
        }
        more.addAll(spans.subList(place, spans.size()));
        if (more.size() > MOST) {
            more.set(1, more.getFirst().with(more.get(1)));
            more.removeFirst();
        }
        return new Sightings(more);
    }

    /** All of them; empty where there are none. */
    public Optional<Span> all() {
        return spans.stream().reduce(Span::with);
    }

    /**
     * Those before a time; empty where there are none. Of a span that reaches from before the time to it or beyond, only the
     * first is certain.
     */
    public Optional<Span> before(long time) {
        Optional<Span> all = Optional.empty();
        for (Span span : spans) {
            if (span.first() >= time) {
                break;
            }
            Span certain = span.last() < time ? span : new Span(span.first(), span.first(), 1);
            all = Optional.of(all.map(earlier -> earlier.with(certain)).orElse(certain));
        }
        return all;
    }
}

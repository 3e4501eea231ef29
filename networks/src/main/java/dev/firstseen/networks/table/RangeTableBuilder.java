package dev.firstseen.networks.table;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.IpRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Gathers ranges in any order and makes them disjoint. Where ranges overlap the narrower one wins; of two equally narrow
 * ones the one that starts higher; of two that are the same, the one added last.
 */
final class RangeTableBuilder {

    private static final Comparator<Entry> BY_START = Comparator.comparing(Entry::first);
    private static final Comparator<Entry> BY_PRECEDENCE = Comparator.comparing(
                    (Entry entry) -> entry.range().width())
            .thenComparing(Entry::first, Comparator.reverseOrder())
            .thenComparing(Entry::order, Comparator.reverseOrder());

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(IpRange range, int value, int order) {
        IpAddress first() {
            return range.first();
        }

        IpAddress last() {
            return range.last();
        }

        Entry within(IpAddress first, IpAddress last) {
            return new Entry(new IpRange(first, last), value, order);
        }
    }

    void add(IpRange range, int value) {
        entries.add(new Entry(range, value, entries.size()));
    }

    int size() {
        return entries.size();
    }

    RangeTable build() {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(BY_START);
        List<Entry> ipv4 =
                disjoint(sorted.stream().filter(e -> e.first().isIpv4()).toList());
        List<Entry> ipv6 =
                disjoint(sorted.stream().filter(e -> !e.first().isIpv4()).toList());
        return new RangeTable(ipv4(ipv4), ipv6(ipv6));
    }

    /** Takes the entries apart into groups that touch no other group; most groups are a single range. */
    private static List<Entry> disjoint(List<Entry> sorted) {
        List<Entry> out = new ArrayList<>(sorted.size());
        int from = 0;
        while (from < sorted.size()) {
            IpAddress last = sorted.get(from).last();
            int to = from + 1;
            while (to < sorted.size() && sorted.get(to).first().compareTo(last) <= 0) {
                last = sorted.get(to).last().compareTo(last) > 0
                        ? sorted.get(to).last()
                        : last;
                to++;
            }
            if (to == from + 1) {
                out.add(sorted.get(from));
            } else {
                flatten(sorted.subList(from, to), last, out);
            }
            from = to;
        }
        return out;
    }

    private static void flatten(List<Entry> group, IpAddress groupLast, List<Entry> out) {
        TreeSet<IpAddress> starts = new TreeSet<>();
        for (Entry entry : group) {
            starts.add(entry.first());
            if (!entry.last().equals(groupLast)) {
                starts.add(entry.last().next());
            }
        }
        TreeSet<Entry> open = new TreeSet<>(BY_PRECEDENCE);
        int next = 0;
        int firstPiece = out.size();
        for (IpAddress start = starts.pollFirst(); start != null; ) {
            IpAddress following = starts.pollFirst();
            while (next < group.size() && group.get(next).first().equals(start)) {
                open.add(group.get(next++));
            }
            while (open.getFirst().last().compareTo(start) < 0) {
                open.removeFirst();
            }
            IpAddress pieceLast = following == null ? groupLast : following.previous();
            Entry piece = open.getFirst().within(start, pieceLast);
            if (out.size() > firstPiece && out.getLast().order() == piece.order()) {
                piece = piece.within(out.removeLast().first(), pieceLast);
            }
            out.add(piece);
            start = following;
        }
    }

    private static RangeTable.Ipv4Ranges ipv4(List<Entry> entries) {
        RangeTable.Ipv4Ranges ranges = new RangeTable.Ipv4Ranges(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            ranges.first[i] = (int) entries.get(i).first().low();
            ranges.last[i] = (int) entries.get(i).last().low();
            ranges.value[i] = entries.get(i).value();
        }
        return ranges;
    }

    private static RangeTable.Ipv6Ranges ipv6(List<Entry> entries) {
        RangeTable.Ipv6Ranges ranges = new RangeTable.Ipv6Ranges(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            ranges.firstHigh[i] = entries.get(i).first().high();
            ranges.firstLow[i] = entries.get(i).first().low();
            ranges.lastHigh[i] = entries.get(i).last().high();
            ranges.lastLow[i] = entries.get(i).last().low();
            ranges.value[i] = entries.get(i).value();
        }
        return ranges;
    }
}

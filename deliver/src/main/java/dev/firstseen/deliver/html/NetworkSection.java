package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident.NetworkUse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From where the account came over the time looked at: the new stands out against the usual. */
final class NetworkSection {
    private static final int MOST_ROWS = 14;
    private static final int MOST_DAYS = 45;

    private NetworkSection() {}

    static Node of(List<NetworkUse> all, Moments moments) {
        long grant = moments.grant();
        List<NetworkUse> shown = all.stream()
                .sorted(Comparator.comparing((NetworkUse use) -> Standing.of(use, grant))
                        .thenComparing(
                                Comparator.comparingLong(NetworkSection::events).reversed()))
                .limit(MOST_ROWS)
                .sorted(Comparator.comparingLong(NetworkUse::first).thenComparingLong(NetworkUse::number))
                .toList();
        long last = all.stream()
                .flatMap(use -> use.days().keySet().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(Math.floorDiv(grant, 86_400_000L));
        long first = Math.max(
                last - MOST_DAYS + 1,
                all.stream()
                        .flatMap(use -> use.days().keySet().stream())
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(last));
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of("h3", "Networks of the account, day by day"));
        parts.add(new NetworkStrip(shown, grant, first, last, false).node());
        parts.add(new NetworkStrip(shown, grant, first, last, true).node());
        parts.add(Element.of(
                        "p",
                        key("alerted", "where an alert came from"),
                        key("new", "not before the " + moments.word()),
                        key("known", "known before"),
                        new Text("The fuller the colour, the more events that day; the line is the " + moments.word()
                                + "."))
                .styled("legend"));
        if (shown.size() < all.size()) {
            parts.add(Element.of(
                            "p",
                            Words.count(all.size() - shown.size(), "more network") + " with fewer events not shown.")
                    .styled("cut"));
        }
        long earlier = all.stream()
                .flatMap(use -> use.days().headMap(first).values().stream())
                .mapToLong(Long::longValue)
                .sum();
        if (earlier > 0) {
            parts.add(Element.of(
                            "p",
                            Words.count(earlier, "event") + " before " + LocalDate.ofEpochDay(first) + " not shown.")
                    .styled("cut"));
        }
        return Element.of("section", parts);
    }

    private static Node key(String style, String words) {
        return Element.of("span", Element.of("span").styled("swatch " + style), new Text(words))
                .styled("key");
    }

    private static long events(NetworkUse use) {
        return use.days().values().stream().mapToLong(Long::longValue).sum();
    }
}

package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident.NetworkUse;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For each network a row, for each day a cell: the fuller, the more events. */
final class NetworkStrip {
    private static final long DAY = 86_400_000;
    private static final double TOP = 34;

    private final List<NetworkUse> uses;
    private final long grant;
    private final long firstDay;
    private final long lastDay;
    private final boolean narrow;

    NetworkStrip(List<NetworkUse> uses, long grant, long firstDay, long lastDay, boolean narrow) {
        this.uses = uses;
        this.grant = grant;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.narrow = narrow;
    }

    Node node() {
        double width = narrow ? 350 : 960;
        double left = narrow ? 4 : 330;
        double row = narrow ? 46 : 30;
        double above = narrow ? 20 : 4;
        double cell = Math.min(narrow ? 26 : 38, (width - left - 4) / (lastDay - firstDay + 1));
        double bottom = TOP + row * uses.size();
        List<Node> parts = new ArrayList<>(days(left, cell, bottom));
        for (int i = 0; i < uses.size(); i++) {
            NetworkUse use = uses.get(i);
            double y = TOP + row * i;
            parts.addAll(name(use, narrow ? 4 : 8, y + (narrow ? 15 : 14)));
            for (long day = firstDay; day <= lastDay; day++) {
                long count = use.days().getOrDefault(day, 0L);
                parts.add(cell(use, day, count, left + (day - firstDay) * cell, y + above, cell));
            }
        }
        double grantX = left + (grant / (double) DAY - firstDay) * cell;
        parts.add(Drawing.line(grantX, TOP - 4, grantX, bottom).styled("grantline"));
        return Drawing.of("Networks of the account, day by day", width, bottom + 4, parts)
                .styled(narrow ? "chart narrow strip" : "chart wide strip");
    }

    private List<Node> days(double left, double cell, double bottom) {
        List<Node> parts = new ArrayList<>();
        int step = cell >= 17 ? 1 : (int) Math.ceil(17 / cell);
        double monthFree = 0;
        for (long day = firstDay; day <= lastDay; day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            double x = left + (day - firstDay) * cell;
            if (date.getDayOfWeek().getValue() >= 6) {
                parts.add(Drawing.box(x, TOP - 4, cell, bottom - TOP + 4).styled("weekend"));
            }
            if ((day - firstDay) % step == 0) {
                parts.add(Drawing.centred(x + cell / 2, TOP - 8, Integer.toString(date.getDayOfMonth()))
                        .styled("axis"));
            }
            if ((day == firstDay || date.getDayOfMonth() == 1) && x >= monthFree) {
                parts.add(Drawing.text(x + 2, TOP - 21, date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .styled("axis"));
                monthFree = x + 64;
            }
        }
        return parts;
    }

    private List<Node> name(NetworkUse use, double x, double y) {
        String organisation = use.number() == 0 ? "unknown network" : "AS" + use.number() + " " + use.organisation();
        String traits = traits(use);
        String style = "name " + Standing.of(use, grant).style();
        if (narrow) {
            return List.of(Drawing.text(x, y, fitted(organisation, 27) + " · " + traits)
                    .styled(style));
        }
        return List.of(
                Drawing.text(x, y, fitted(organisation, 40)).styled(style),
                Drawing.text(x, y + 12, traits).styled("axis"));
    }

    private static String traits(NetworkUse use) {
        return String.join(
                ", ",
                List.of(use.country(), use.kind()).stream()
                        .filter(each -> !each.isBlank())
                        .toList());
    }

    private static String fitted(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private Node cell(NetworkUse use, long day, long count, double x, double y, double cell) {
        double gap = cell > 8 ? 2 : 0.5;
        Element box = Drawing.box(x + gap / 2, y, cell - gap, 22).with("rx", 2);
        if (count == 0) {
            return box.styled("day none");
        }
        int fullness = count == 1 ? 1 : count < 5 ? 2 : count < 20 ? 3 : 4;
        return box.and(Drawing.hint(LocalDate.ofEpochDay(day) + ": " + Words.count(count, "event")))
                .styled("day " + Standing.of(use, grant).style() + " f" + fullness);
    }
}

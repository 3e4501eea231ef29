package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident.Moment;
import java.util.ArrayList;
import java.util.List;

/** What happened when: as a drawing, and as a list with the same numbers. */
final class TimelineSection {
    private static final int A_SECOND = 1_000;

    private final Moments moments;
    private final String anchor;

    TimelineSection(Moments moments, String anchor) {
        this.moments = moments;
        this.anchor = anchor;
    }

    Node node() {
        List<Node> parts = new ArrayList<>();
        parts.add(Element.of("h3", "Timeline"));
        parts.add(new TimelineChart(moments, anchor, TimelineChart.Form.WIDE).node());
        parts.add(new TimelineChart(moments, anchor, TimelineChart.Form.NARROW).node());
        parts.add(Element.of(
                        "p",
                        "Distances from the " + moments.word()
                                + " grow by powers, so that seconds and days are both seen; a line behind a number lasts from the first to the last of several events.")
                .styled("legend"));
        parts.add(list());
        if (moments.leftOut() > 0) {
            parts.add(Element.of("p", Words.number(moments.leftOut()) + " later moments are left out here.")
                    .styled("cut"));
        }
        return Element.of("section", parts);
    }

    private Node list() {
        List<Node> items = new ArrayList<>();
        String day = "";
        int number = 0;
        for (Moment moment : moments.told()) {
            number++;
            String today = Words.day(moment.first());
            if (!today.equals(day)) {
                items.add(Element.of("li", today).styled("day"));
                day = today;
            }
            items.add(item(moment, number));
        }
        return Element.of("ol", items).styled("moments");
    }

    private Node item(Moment moment, int number) {
        Element what = Element.of("div", Element.of("strong", Text.brief(moment.label())));
        if (moment.count() > 1) {
            what = what.and(
                    Element.of("span", " × " + Words.number(moment.count())).styled("times"));
        }
        what = what.and(Element.of("span", Words.lane(moment.lane())).styled("lanename"));
        if (!moment.detail().isBlank()) {
            what = what.and(Element.of("div", Folded.of(moment.detail())).styled("detail"));
        }
        long apart = moment.first() - moments.grant();
        String distance = Math.abs(apart) < A_SECOND
                ? (moment.grant() ? "the " + moments.word() : "at once")
                : Words.apart(apart);
        return Element.of(
                        "li",
                        Element.of("span", Integer.toString(number)).styled("numeral"),
                        Element.of(
                                        "div",
                                        Element.of("time", Words.clock(moment.first())),
                                        Element.of("small", distance))
                                .styled("clock"),
                        what.styled("what"),
                        Element.of("small", until(moment)).styled("until"))
                .with("id", anchor + "m" + number)
                .styled(moment.grant() ? "grant" : apart < 0 ? "before" : "after");
    }

    private static String until(Moment moment) {
        if (moment.last() - moment.first() < A_SECOND) {
            return "";
        }
        boolean sameDay = Words.day(moment.first()).equals(Words.day(moment.last()));
        return "until " + (sameDay ? Words.clock(moment.last()) : Words.minute(moment.last()));
    }
}

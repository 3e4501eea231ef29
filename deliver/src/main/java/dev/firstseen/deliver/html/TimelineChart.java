package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.playbook.Measure.Lane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Moments in a lane each, numbered as in the list beside the drawing. Where moments of a lane come close, the lane grows
 * by a row.
 */
final class TimelineChart {
    private static final double RADIUS = 9;
    private static final double ROW = 23;
    private static final double TOP = 34;

    /** Where a drawing gets its room from. */
    enum Form {
        /** Lanes named at their side. */
        WIDE(960, 92, 54),
        /** For a telephone: lanes named above. */
        NARROW(350, 4, 46);

        private final double width;
        private final double left;
        private final double apart;

        Form(double width, double left, double apart) {
            this.width = width;
            this.left = left;
            this.apart = apart;
        }
    }

    private final Moments moments;
    private final String anchor;
    private final Form form;
    private final TimeScale scale;

    TimelineChart(Moments moments, String anchor, Form form) {
        this.moments = moments;
        this.anchor = anchor;
        this.form = form;
        long first = moments.told().stream().mapToLong(Moment::first).min().orElse(moments.grant());
        long last = moments.told().stream().mapToLong(Moment::last).max().orElse(moments.grant());
        this.scale = TimeScale.of(moments.grant(), first, last, form.left + RADIUS + 4, form.width - 22);
    }

    /** A moment's place: which row of its lane. */
    private record Placed(Moment moment, int number, int row) {}

    Node node() {
        Map<Lane, List<Placed>> lanes = placed();
        List<Node> parts = new ArrayList<>();
        List<Node> marks = new ArrayList<>();
        double y = TOP;
        boolean shaded = true;
        for (Lane lane : Lane.values()) {
            List<Placed> theirs = lanes.getOrDefault(lane, List.of());
            int rows = theirs.stream().mapToInt(Placed::row).max().orElse(0) + 1;
            double above = form == Form.NARROW ? 17 : 0;
            double height = rows * ROW + 6 + above;
            parts.add(Drawing.box(0, y, form.width, height).styled(shaded ? "lane" : "lane other"));
            parts.add(
                    form == Form.NARROW
                            ? Drawing.text(form.left, y + 14, Words.lane(lane))
                                    .styled(theirs.isEmpty() ? "name none" : "name")
                            : Drawing.text(8, y + height / 2 + 4, Words.lane(lane))
                                    .styled(theirs.isEmpty() ? "name none" : "name"));
            for (Placed each : theirs) {
                marks.addAll(mark(each, y + above + 3 + ROW * (each.row() + 0.5)));
            }
            y += height;
            shaded = !shaded;
        }
        parts.addAll(axis(y));
        parts.addAll(marks);
        return Drawing.of("Timeline of the incident; the list below has the same", form.width, y + 4, parts)
                .styled(form == Form.NARROW ? "chart narrow" : "chart wide");
    }

    private Map<Lane, List<Placed>> placed() {
        Map<Lane, List<Placed>> lanes = new EnumMap<>(Lane.class);
        Map<Lane, List<Double>> ends = new EnumMap<>(Lane.class);
        int number = 0;
        for (Moment moment : moments.told()) {
            number++;
            List<Double> rows = ends.computeIfAbsent(moment.lane(), _ -> new ArrayList<>());
            double begin = scale.x(moment.first()) - RADIUS;
            double end = Math.max(scale.x(moment.first()), scale.x(moment.last())) + RADIUS;
            int row = 0;
            while (row < rows.size() && rows.get(row) + 3 > begin) {
                row++;
            }
            if (row == rows.size()) {
                rows.add(end);
            } else {
                rows.set(row, end);
            }
            lanes.computeIfAbsent(moment.lane(), _ -> new ArrayList<>()).add(new Placed(moment, number, row));
        }
        return lanes;
    }

    private List<Node> axis(double bottom) {
        List<Node> axis = new ArrayList<>();
        for (TimeScale.Mark mark : scale.marks(form.apart)) {
            axis.add(Drawing.line(mark.x(), TOP - 6, mark.x(), bottom).styled("tick"));
            axis.add(Drawing.centred(mark.x(), TOP - 12, mark.label()).styled("axis"));
        }
        double grant = scale.x(moments.grant());
        axis.add(Drawing.line(grant, TOP - 10, grant, bottom).styled("grantline"));
        axis.add(Drawing.centred(grant, TOP - 16, moments.word()).styled("axis grant"));
        return axis;
    }

    private List<Node> mark(Placed placed, double y) {
        Moment moment = placed.moment();
        double from = scale.x(moment.first());
        double until = scale.x(moment.last());
        String style = moment.grant() ? "mark grant" : moment.first() < moments.grant() ? "mark before" : "mark";
        List<Node> parts = new ArrayList<>();
        if (until - from > 2) {
            parts.add(
                    Drawing.box(from, y - 2.5, until - from, 5).with("rx", 2.5).styled("lasting"));
        }
        parts.add(Drawing.disc(from, y, RADIUS));
        parts.add(Drawing.centred(from, y + 3.7, Integer.toString(placed.number())));
        return List.of(Element.of("a", parts)
                .and(Drawing.hint(Words.stamp(moment.first()) + " " + moment.label()))
                .with("href", "#" + anchor + "m" + placed.number())
                .styled(style));
    }
}

package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.Excerpt;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Investigated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole events that an incident rests on: each once, at the end of its section, and named where it is evidence. */
final class Evidence {
    private static final int MOST_NAMED = 8;
    private static final List<FieldPath> TELLING = Stream.of(
                    "event.action", "source.ip", "source.as.organization.name", "url.path", "user_agent.original")
            .map(FieldPath::of)
            .toList();

    private final String anchor;
    private final List<Event> events;
    private final Map<Key, Integer> places;
    private final int leftOut;

    /** Ids are unique only within a dataset. */
    private record Key(String dataset, String id, long time) {
        static Key of(Event event) {
            return new Key(event.dataset(), event.id(), event.time());
        }
    }

    private Evidence(String anchor, List<Event> events, Map<Key, Integer> places, int leftOut) {
        this.anchor = anchor;
        this.events = List.copyOf(events);
        this.places = Map.copyOf(places);
        this.leftOut = leftOut;
    }

    /** @param most how many are shown whole: half of them may be the alerts', the rest tells what is on the timeline */
    static Evidence of(Incident incident, String anchor, int most) {
        List<Event> alerts = incident.alerts().stream().map(Alert::event).toList();
        SequencedMap<Key, Event> distinct = new LinkedHashMap<>();
        Stream.of(
                        alerts.stream().limit((most + 1) / 2),
                        incident.timeline().stream().map(Moment::evidence).flatMap(List::stream),
                        incident.investigated().stream().flatMap(Evidence::events),
                        alerts.stream())
                .flatMap(events -> events)
                .forEach(event -> distinct.putIfAbsent(Key.of(event), event));
        List<Event> ordered =
                distinct.values().stream().limit(most).sorted(Event.IN_ORDER).toList();
        Map<Key, Integer> places = new HashMap<>();
        ordered.forEach(event -> places.put(Key.of(event), places.size() + 1));
        return new Evidence(anchor, ordered, places, distinct.size() - ordered.size());
    }

    private static Stream<Event> events(Investigated investigated) {
        return investigated.answers().stream()
                .flatMap(answer -> switch (answer) {
                    case Answer.Answered answered -> answered.measured().stream();
                    case Answer.NotAsked _ -> Stream.empty();
                })
                .map(Measured::evidence)
                .flatMap(List::stream);
    }

    /**
     * Names some events, a line each.
     *
     * @param count of how many events they are the first
     */
    Node list(List<Event> some, long count) {
        List<Node> items = new ArrayList<>();
        some.stream().limit(MOST_NAMED).forEach(event -> items.add(Element.of("li", named(event))));
        long more = count - items.size();
        Element list = Element.of("ul", items).styled("evidence");
        return more <= 0
                ? list
                : Element.of(
                        "div",
                        list,
                        Element.of("p", "and " + Words.number(more) + " more").styled("cut"));
    }

    private Node named(Event event) {
        Integer place = places.get(Key.of(event));
        Text words = new Text(line(event));
        return place == null ? words : Element.of("a", words).with("href", "#" + anchor + "e" + place);
    }

    private static String line(Event event) {
        String telling = TELLING.stream()
                .flatMap(field -> event.values(field).stream().limit(1))
                .filter(Value.Scalar.class::isInstance)
                .map(value -> ((Value.Scalar) value).text())
                .map(text -> Excerpt.of(text, 80))
                .collect(Collectors.joining(" · "));
        return Words.stamp(event.time()) + " · " + event.dataset() + (telling.isEmpty() ? "" : " · " + telling);
    }

    /** All of them, whole, folded. */
    Node node() {
        List<Node> folded = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            folded.add(Element.of(
                            "details",
                            Element.of("summary", line(events.get(i))),
                            Element.of("pre", EventLines.of(events.get(i))))
                    .with("id", anchor + "e" + (i + 1)));
        }
        if (leftOut > 0) {
            folded.add(Element.of(
                            "p",
                            Words.number(leftOut)
                                    + " more are left out here; each is in the log by the id and time that the NDJSON form"
                                    + " names.")
                    .styled("cut"));
        }
        return Element.of(
                        "details",
                        Element.of(
                                "summary",
                                Element.of("h3", "Raw events"),
                                Element.of("small", Words.count(events.size(), "event"))))
                .and(folded)
                .styled("raw");
    }
}

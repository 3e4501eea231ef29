package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Shelf;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A case put in words: what is ordered, and what the archive is asked for it.
 *
 * @param questions all that must have been answered before the order can be carried out
 */
record Inquiry(Asked order, List<Question> questions) {

    /**
     * Asks for all names of the account, all networks of the alerts and, where playbooks look further than these, for what
     * device codes were used.
     *
     * @param raised the account's alerts by id
     * @param manuals by what cases are investigated
     * @param observed the datasets of which the tenant has any record
     * @param due when it is answered
     * @param upTo the latest record asked for
     */
    static Inquiry of(
            Case open,
            Map<String, Raised> raised,
            Manuals manuals,
            Set<String> observed,
            long due,
            long upTo,
            Bounds bounds) {
        String tenant = open.identity().tenant();
        List<Raised> theirs =
                open.alerts().stream().map(alert -> raised.get(alert.id())).toList();
        Asked order = new Asked(
                tenant,
                Docket.opening(open),
                due,
                open.identity().names(),
                theirs,
                observed,
                Optional.of(manuals.of(open)));
        List<Question> questions = new ArrayList<>();
        for (String name : order.names()) {
            questions.add(question(open, order, new Shelf(tenant, name), upTo, bounds.read()));
        }
        for (long network : open.subject().networks()) {
            questions.add(question(open, order, Shelf.ofNetwork(tenant, network), upTo, bounds.readOfOthers()));
        }
        if (manuals.mayLookFurther(open)) {
            questions.add(question(open, order, Shelf.ofCodes(tenant), upTo, bounds.readOfOthers()));
        }
        return new Inquiry(order, questions);
    }

    private static Question question(Case open, Asked order, Shelf shelf, long upTo, int most) {
        return new Question(
                shelf,
                order.opening(),
                order.due(),
                open.subject().from(),
                upTo,
                Occasion.of(open.alerts().getFirst().event()),
                Occasion.of(open.alerts().getLast().event()),
                most);
    }
}

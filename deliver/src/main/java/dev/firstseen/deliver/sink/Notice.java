package dev.firstseen.deliver.sink;

import dev.firstseen.engine.event.Document;
import java.util.List;

/**
 * What is sent. It holds what is needed to send it, so that it can be kept as bytes ({@link NoticeJson}) and sent long
 * after, by another version.
 */
public sealed interface Notice {

    /** By this id a receiver knows that it has the notice already. */
    String id();

    /** By this id a receiver knows that notices are about the same alert, incident or storm. */
    String about();

    /** When it was made, in milliseconds since 1970. */
    long time();

    /** What {@link dev.firstseen.deliver.ndjson} writes for the alert or incident. */
    Document document();

    /**
     * An alert. The first notice of it has its own id.
     *
     * @param alert the id of the alert
     */
    record AlertRaised(String id, long time, String alert, Document document) implements Notice {

        /** An alert that was never told of before. */
        public AlertRaised(String alert, long time, Document document) {
            this(alert, time, alert, document);
        }

        /** One that is told of once more, as it stands again. */
        public static AlertRaised again(String alert, long time, Document document) {
            return new AlertRaised(alert + ":again:" + time, time, alert, document);
        }

        @Override
        public String about() {
            return alert;
        }
    }

    /**
     * An alert that holds, but tells otherwise of what was before it, because records came late.
     *
     * @param alert the id of the alert
     * @param document the alert as it is told now
     */
    record AlertAmended(String id, long time, String alert, Document document) implements Notice {

        /** An alert as it would be raised now. */
        public static AlertAmended of(AlertRaised raised, long time) {
            return new AlertAmended(raised.alert() + ":amended:" + time, time, raised.alert(), raised.document());
        }

        @Override
        public String about() {
            return alert;
        }
    }

    /**
     * An alert that no longer holds, because records came late.
     *
     * @param alert the id of the alert
     * @param reason why, in a sentence
     * @param document the alert as it was raised
     */
    record AlertWithdrawn(String id, long time, String alert, String reason, Document document) implements Notice {

        /** The withdrawal of an alert that was raised. It may be raised again, and withdrawn again. */
        public static AlertWithdrawn of(AlertRaised raised, long time, String reason) {
            return new AlertWithdrawn(
                    raised.alert() + ":withdrawn:" + time, time, raised.alert(), reason, raised.document());
        }

        @Override
        public String about() {
            return alert;
        }
    }

    /**
     * An incident that began, grew or changed its assessment.
     *
     * @param incident the id of the incident, the same for all its changes
     */
    record IncidentChanged(String id, long time, String incident, Document document) implements Notice {
        @Override
        public String about() {
            return incident;
        }
    }

    /**
     * An incident that is none any more, or goes on as another.
     *
     * @param incident the id of the incident
     * @param reason why, in a sentence
     * @param document the incident as it was last told
     */
    record IncidentEnded(String id, long time, String incident, String reason, Document document) implements Notice {

        /** The reason where another incident takes it in. */
        public static String goesOnAs(String incident) {
            return "It goes on as incident " + incident + ".";
        }

        @Override
        public String about() {
            return incident;
        }
    }

    /**
     * Many alerts of one rule, told at once; {@link Storms} folds them.
     *
     * @param rule the id of the rule
     * @param count how many alerts it stands for
     * @param alerts the ids of the first of them, at most {@link Storms#LISTED}
     */
    record Storm(String id, long time, String rule, long count, List<String> alerts, Document document)
            implements Notice {
        public Storm {
            alerts = List.copyOf(alerts);
            if (count < alerts.size()) {
                throw new IllegalArgumentException(count + " alerts cannot have " + alerts.size() + " ids");
            }
        }

        @Override
        public String about() {
            return id;
        }
    }
}

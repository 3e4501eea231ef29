package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.playbook.Measure.Lane;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All of it about one identity, from the first sign to the last use.
 *
 * @param id stable: a hash of tenant, identity and the first alert
 * @param alerts in order of the times of what they tell of; alerts without a playbook stand here only
 * @param investigated the alerts that have a playbook, with their answers
 * @param assessment the highest of the investigated alerts', or empty where none has a playbook
 * @param first the first sign, in milliseconds since 1970
 * @param last the last use
 * @param stages ATT&CK tactics reached, in order of first time
 * @param networks the account's networks over the window, in order of first use
 * @param sessions session ids
 * @param devices device ids or names that belong to it
 * @param applications names or ids of client applications
 * @param others other users tied to it, by the same network or address
 * @param paragraph what happened, in plain words
 * @param timeline in order of time
 * @param commands what to do, in order, with the ids filled in
 * @param unasked alerts that were not asked about, since many others of their rule were: those with a playbook, and those
 *     that were left out
 * @param untraced how many events around it were too varied to be kept apart, so that no question was asked of them; many
 *     are an estimate
 * @param unread about how many records around it were not read, since there were too many: sign-ins of others in its
 *     networks, for the most part
 */
public record Incident(
        String id,
        Identity identity,
        List<Alert> alerts,
        List<Investigated> investigated,
        Optional<Assessment> assessment,
        long first,
        long last,
        List<Stage> stages,
        List<NetworkUse> networks,
        List<String> sessions,
        List<String> devices,
        List<String> applications,
        List<String> others,
        String paragraph,
        List<Moment> timeline,
        List<Command> commands,
        int unasked,
        long untraced,
        long unread) {

    public Incident {
        alerts = List.copyOf(alerts);
        investigated = List.copyOf(investigated);
        stages = List.copyOf(stages);
        networks = List.copyOf(networks);
        sessions = List.copyOf(sessions);
        devices = List.copyOf(devices);
        applications = List.copyOf(applications);
        others = List.copyOf(others);
        timeline = List.copyOf(timeline);
        commands = List.copyOf(commands);
    }

    /** The same with so many more alerts, of which only that is known. */
    public Incident leavingOut(long further) {
        return further == 0 ? this : with(assessment, Math.toIntExact(Math.min(unasked + further, Integer.MAX_VALUE)));
    }

    /** The same without a word on how bad it looks. */
    public Incident ungraded() {
        return with(Optional.empty(), unasked);
    }

    private Incident with(Optional<Assessment> graded, int notAsked) {
        return new Incident(
                id,
                identity,
                alerts,
                investigated,
                graded,
                first,
                last,
                stages,
                networks,
                sessions,
                devices,
                applications,
                others,
                paragraph,
                timeline,
                commands,
                notAsked,
                untraced,
                unread);
    }

    /** A digest of what calls for another look at once: the grade, the stages, the networks, the alerts, what to do. */
    public String headline() {
        return new Digest()
                .add(assessment.map(each -> each.grade().name()).orElse(""))
                .addTexts(stages.stream().map(Stage::tacticId).toList())
                .addTexts(networks.stream()
                        .map(network -> Long.toString(network.number()))
                        .sorted()
                        .toList())
                .addTexts(alerts.stream().map(Alert::id).toList())
                .addTexts(commands.stream().map(Command::rest).toList())
                .uuid();
    }

    /** A digest of all that a reader would call a change: the assessment, the stages, the alerts, the sentences. */
    public String digest() {
        return new Digest()
                .add(assessment.map(each -> Integer.toString(each.score())).orElse(""))
                .addTexts(stages.stream().map(Stage::tacticId).toList())
                .addTexts(alerts.stream().map(Alert::id).toList())
                .add(paragraph)
                .uuid();
    }

    /** A tactic of ATT&CK that was reached. */
    public record Stage(String tacticId, String tacticName, long first, String sentence) {}

    /**
     * A network of the account.
     *
     * @param number the AS number; 0 where it is not known
     * @param kind hosting, vpn, mobile, …; empty where nothing is known
     * @param days for each day (as days since 1970) how many events came from there
     * @param alerted whether an alert of the incident came from there
     */
    public record NetworkUse(
            long number,
            String organisation,
            String country,
            String kind,
            long first,
            long last,
            SortedMap<Long, Long> days,
            boolean alerted) {}

    /**
     * Something on the timeline.
     *
     * @param count how many events it stands for
     * @param grant whether it is the alert's own event
     * @param evidence the first of them, whole
     */
    public record Moment(
            long first,
            long last,
            Lane lane,
            String label,
            String detail,
            long count,
            boolean grant,
            List<Event> evidence) {
        public Moment {
            evidence = List.copyOf(evidence);
        }
    }

    /** A remedy with its ids filled in and quoted for where it stands. Text to review, never executed. */
    public record Command(String title, String why, String rest, String powershell) {}
}

package dev.firstseen.deliver.markdown;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.story.InvestigateLine;
import dev.firstseen.deliver.story.Paragraph;
import dev.firstseen.deliver.story.WorstFirst;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.incident.Investigated;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Incidents as the text of a ticket: what happened, why it is thought so, and what to do. */
public final class Ticket {
    private static final int MOST_MOMENTS = 40;
    private static final int MOST_VALUES = 10;
    private static final int MOST_NAMED = 500;

    private final Incident incident;
    private final Appendable out;

    private Ticket(Incident incident, Appendable out) {
        this.incident = incident;
        this.out = out;
    }

    /**
     * Writes incidents, worst first; the output stays open.
     *
     * @param unasked those that were not investigated, which are only named
     * @throws IOException where the output fails
     */
    public static void write(Collection<Incident> incidents, List<Incident> unasked, Appendable out)
            throws IOException {
        if (incidents.isEmpty() && unasked.isEmpty()) {
            out.append("No incidents.\n");
        }
        String separator = "";
        for (Incident incident : WorstFirst.of(incidents)) {
            out.append(separator);
            new Ticket(incident, out).write();
            separator = "\n---\n\n";
        }
        if (!unasked.isEmpty()) {
            out.append(separator);
            name(unasked, out);
        }
    }

    private static void name(List<Incident> unasked, Appendable out) throws IOException {
        out.append("# Not investigated: ")
                .append(counted(unasked.size(), "incident"))
                .append("\n\n");
        for (Incident each : unasked.subList(0, Math.min(MOST_NAMED, unasked.size()))) {
            out.append("- ")
                    .append(time(each.first()))
                    .append(' ')
                    .append(Escaped.of(each.identity().name()))
                    .append(", ")
                    .append(counted(each.alerts().size(), "alert"))
                    .append(": ")
                    .append(Escaped.code(InvestigateLine.of(each.identity())))
                    .append('\n');
        }
        if (unasked.size() > MOST_NAMED) {
            out.append("- ")
                    .append(Integer.toString(unasked.size() - MOST_NAMED))
                    .append(" more are left out here; the NDJSON form has all of them\n");
        }
    }

    private void write() throws IOException {
        String grade = incident.assessment()
                .map(each -> each.grade().words() + " (" + each.score() + " of 100)")
                .orElse("not assessed");
        line("# " + Escaped.of(incident.identity().name()) + ": " + grade);
        line("");
        line(Escaped.of(Paragraph.of(incident)));
        facts();
        stages();
        timeline();
        assessment();
        notAsked();
        response();
    }

    private void facts() throws IOException {
        line("");
        line("- First sign: " + time(incident.first()) + ", last: " + time(incident.last()));
        fact("Tenant", List.of(incident.identity().tenant()));
        fact("Account", incident.identity().principalNames());
        fact("Object id", incident.identity().objectIds());
        fact("PUID", incident.identity().puids());
        fact("Sessions", incident.sessions());
        fact("Devices", incident.devices());
        fact("Applications", incident.applications());
        fact("Tied to it", incident.others());
        fact(
                "Networks of the alerts",
                incident.networks().stream()
                        .filter(Incident.NetworkUse::alerted)
                        .map(use -> "AS" + use.number() + " " + use.organisation())
                        .toList());
        if (incident.unasked() > 0) {
            line("- Not asked about: " + counted(incident.unasked(), "more alert") + " of rules that raised too many");
        }
        if (incident.untraced() > 0) {
            line("- Not looked at: " + incident.untraced() + " events too varied to be kept apart");
        }
        if (incident.unread() > 0) {
            line("- Not read: about " + counted(incident.unread(), "event")
                    + ", most of them sign-ins of others from the same networks");
        }
        fact("Incident", List.of(incident.id()));
    }

    private void fact(String name, Collection<String> values) throws IOException {
        List<String> shown = values.stream().filter(value -> !value.isBlank()).toList();
        if (!shown.isEmpty()) {
            int more = shown.size() - MOST_VALUES;
            line("- " + name + ": "
                    + shown.stream().limit(MOST_VALUES).map(Escaped::code).collect(Collectors.joining(", "))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private void stages() throws IOException {
        if (!incident.stages().isEmpty()) {
            heading("Stages (ATT&CK)");
            for (Stage stage : incident.stages()) {
                line("- " + time(stage.first()) + " " + Escaped.of(stage.tacticName()) + " ("
                        + Escaped.of(stage.tacticId()) + "): " + Escaped.of(stage.sentence()));
            }
        }
    }

    private void timeline() throws IOException {
        heading("Timeline (UTC)");
        List<Moment> moments = incident.timeline();
        for (Moment moment : moments.subList(0, Math.min(MOST_MOMENTS, moments.size()))) {
            String times = moment.count() > 1 ? " × " + moment.count() + ", until " + time(moment.last()) : "";
            String label = Escaped.of(moment.label());
            line("- " + time(moment.first()) + " " + (moment.grant() ? "**" + label + "**" : label) + times
                    + (moment.detail().isBlank() ? "" : ": " + Escaped.code(moment.detail())));
        }
        if (moments.size() > MOST_MOMENTS) {
            line("- " + (moments.size() - MOST_MOMENTS) + " more are left out here");
        }
    }

    private void assessment() throws IOException {
        if (incident.assessment().isPresent()) {
            Assessment assessment = incident.assessment().get();
            heading("Assessment");
            line("- " + signed(assessment.base()) + " where every assessment of the playbook begins");
            for (Contribution each : assessment.contributions()) {
                line("- " + signed(each.points()) + " " + Escaped.of(each.sentence()));
            }
        }
    }

    private void notAsked() throws IOException {
        List<String> missing = incident.investigated().stream()
                .map(Investigated::answers)
                .flatMap(List::stream)
                .flatMap(Ticket::missing)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            heading("What could not be asked");
            for (String each : missing) {
                line(each);
            }
        }
    }

    private static Stream<String> missing(Answer answer) {
        return switch (answer) {
            case Answer.NotAsked not ->
                Stream.of("- " + Escaped.of(not.step().question()) + " " + Escaped.of(not.why()));
            case Answer.Answered answered ->
                answered.unmeasured().stream()
                        .map(each -> "- " + Escaped.of(each.measure().label()) + ": " + Escaped.of(each.why()));
        };
    }

    private void response() throws IOException {
        if (incident.commands().isEmpty()) {
            return;
        }
        heading("Response: text to review, nothing was executed");
        for (Command command : incident.commands()) {
            line("### " + Escaped.of(command.title()));
            line("");
            line(Escaped.of(command.why()));
            line("");
            if (!command.powershell().isBlank()) {
                line(Escaped.block("powershell", command.powershell()));
            }
            if (!command.rest().isBlank()) {
                line(Escaped.block("http", command.rest()));
            }
        }
    }

    private void heading(String words) throws IOException {
        line("");
        line("## " + words);
        line("");
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String signed(int points) {
        return (points < 0 ? "−" : "+") + Math.abs(points);
    }

    private static String time(long millis) {
        return UtcTime.second(millis);
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}

package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Incident.Command;
import java.util.ArrayList;
import java.util.List;

/** What to do, in order, as text to review. */
final class ResponseSection {
    private static final int MOST = 60;

    private ResponseSection() {}

    static Node of(List<Command> commands) {
        List<Node> items = new ArrayList<>();
        for (Command command : commands.subList(0, Math.min(MOST, commands.size()))) {
            List<Node> parts = new ArrayList<>();
            parts.add(Element.of("strong", Text.brief(command.title())));
            parts.add(Element.of("p", command.why()));
            if (!command.powershell().isBlank()) {
                parts.add(Element.of("div", "Graph PowerShell").styled("language"));
                parts.add(pre(command.powershell()));
            }
            if (!command.rest().isBlank()) {
                parts.add(Element.of("details", Element.of("summary", "Microsoft Graph REST"), pre(command.rest())));
            }
            items.add(Element.of("li", parts));
        }
        Element section = Element.of(
                "section",
                Element.of("h3", "Response"),
                Element.of(
                                "p",
                                "Text to review before anyone runs it: Firstseen executes nothing. Ids come from the log.")
                        .styled("caution"),
                Element.of("ol", items).styled("commands"));
        return commands.size() > MOST
                ? section.and(
                        Element.of("p", Words.number(commands.size() - MOST) + " more commands are left out here.")
                                .styled("cut"))
                : section;
    }

    private static Element pre(String text) {
        return Element.of("pre", new Lines(text.strip().lines().toList()));
    }
}

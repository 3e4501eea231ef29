package dev.firstseen.cli;

import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which questions are asked. */
final class PlaybookOptions {

    @Option(
            names = "--playbooks",
            paramLabel = "PATH",
            description =
                    "A playbook or a folder of them; may be repeated. Firstseen's own are used where none is named.")
    private List<Path> paths = new ArrayList<>();

    Playbooks read(PrintWriter errors) {
        return read(paths, errors);
    }

    /** Reads playbooks, Firstseen's own where none is named. */
    static Playbooks read(List<Path> paths, PrintWriter errors) {
        List<Path> used = paths.isEmpty() ? List.of(OwnRules.home("playbooks", "--playbooks")) : paths;
        PlaybookFolder folder = PlaybookFolder.read(used, MicrosoftFields.INSTANCE);
        folder.unreadable().forEach(sentence -> errors.println(VisibleLines.of(sentence)));
        folder.problems().forEach(problem -> errors.println(VisibleLines.of(problem.render())));
        return folder.playbooks();
    }
}

package dev.firstseen.cli;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.Export;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.ExportWorker;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen normalize}: every record as its ECS document. */
@Command(
        name = "normalize",
        description = "Prints the ECS document of every record as a line of JSON, in the order of the input.",
        mixinStandardHelpOptions = true)
final class NormalizeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, folders, archives, or - for standard input.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "-o", paramLabel = "FILE", description = "Write there instead of standard output.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private NetworkOptions networks = new NetworkOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        Output.check(file, paths);
        List<ExportReport> reports = new ArrayList<>();
        UnaryOperator<Event> enrichment = networks.enrichment();
        try (Contents contents = Contents.of(paths, System.in);
                Writer out = Output.open(file)) {
            ExportWorker worker = new ExportWorker(Prefilter.NONE, false, new Printing(out, enrichment));
            for (Content content : contents.contents()) {
                try (Export export = Export.open(content, AuditSettings.NONE)) {
                    worker.read(export);
                    reports.add(export.report());
                }
            }
            ReadSummary.print(reports, contents.refusals(), errors);
            return ReadSummary.isOfEverything(reports, contents.refusals()) ? 0 : Firstseen.UNUSABLE;
        } catch (UncheckedIOException failure) {
            throw new UnusableInputException("The output cannot be written: " + failure.getMessage());
        }
    }

    /** Prints each event as it comes. */
    private record Printing(Writer out, UnaryOperator<Event> enrichment) implements RecordSink {

        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            try {
                out.write(dev.firstseen.engine.event.JsonWriter.text(
                        enrichment.apply(event).document().root()));
                out.write('\n');
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }
}

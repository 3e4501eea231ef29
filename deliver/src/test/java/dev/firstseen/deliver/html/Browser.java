package dev.firstseen.deliver.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window. */
record Browser(Path program, Path profile) {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");

    /** The one that is installed; empty where none is. */
    static Optional<Browser> installed(Path profile) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            for (String name : PROGRAMS) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return Optional.of(new Browser(program, profile));
                }
            }
        }
        return Optional.empty();
    }

    /** The page as it stands after its scripts have run. */
    String dom(Path page, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--disable-gpu",
                "--no-sandbox", // Tests run as root in containers, where Chromium's sandbox does not start.
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=3000"));
        command.addAll(List.of(options));
        command.add("--dump-dom");
        command.add(page.toUri().toString());
        Path out = Files.createTempFile(Files.createDirectories(profile), "dom", ".html");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end");
        }
        String dom = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        return dom;
    }
}

package dev.firstseen.cli;

import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.runtime.rules.RuleFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Firstseen's own rules. They can be read ahead, while the command line is still being understood: another processor is
 * idle then, and a scan of a small file takes a third less.
 */
final class OwnRules {

    private static final FutureTask<RuleFolder> READING = new FutureTask<>((Callable<RuleFolder>) OwnRules::read);

    private OwnRules() {}

    static void readAhead() {
        if (System.getProperty("firstseen.home") != null) {
            Thread.ofPlatform().daemon().name("read-ahead").start(() -> {
                READING.run();
                ByteSearch.fastest();
            });
        }
    }

    static RuleFolder get() {
        READING.run();
        try {
            return READING.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading the rules was interrupted.", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnusableInputException unusable) {
                throw unusable;
            }
            throw new IllegalStateException("The rules could not be read.", failure.getCause());
        }
    }

    private static RuleFolder read() {
        return RuleFolder.read(List.of(home("rules", "--rules")), MicrosoftFields.INSTANCE);
    }

    /**
     * A folder of what Firstseen brings along.
     *
     * @param option what to name instead where there is none
     */
    static Path home(String folder, String option) {
        String home = System.getProperty("firstseen.home");
        if (home == null) {
            throw new UnusableInputException("Name the %s to use with %s.".formatted(folder, option));
        }
        return Path.of(home, folder);
    }
}

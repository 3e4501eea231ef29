package dev.firstseen.runtime.configuration;

import dev.firstseen.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * As much of a configuration as looking at what a service keeps needs: no secret of a source or sink.
 *
 * @param rules files and folders of rules; empty for those that Firstseen brings along
 * @param archived how many bytes the archive may take; empty where only time bounds it
 */
public record Kept(StoreSettings store, List<Path> rules, OptionalLong archived) {
    public Kept {
        rules = List.copyOf(rules);
    }
}

package dev.firstseen.runtime.watch;

import dev.firstseen.store.StoreSettings;
import java.nio.file.Path;

class SqliteKillTest extends KillContract {

    @Override
    StoreSettings database(Path own) {
        return new StoreSettings.SqliteFile(own.resolve("firstseen.db"));
    }
}

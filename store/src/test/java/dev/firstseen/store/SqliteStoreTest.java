package dev.firstseen.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    StoreSettings fresh() {
        return new StoreSettings.SqliteFile(folder.resolve("store.db"));
    }
}

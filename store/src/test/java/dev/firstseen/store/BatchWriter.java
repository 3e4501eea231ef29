package dev.firstseen.store;

import java.nio.file.Path;

/** A process that writes batches for ever, and tells the number of each once it is committed. */
final class BatchWriter {
    private BatchWriter() {}

    public static void main(String[] arguments) {
        try (Store store = Stores.open(new StoreSettings.SqliteFile(Path.of(arguments[0])))) {
            long number = Batches.count(store);
            while (true) {
                long next = ++number;
                store.write(transaction -> {
                    Batches.write(transaction, next);
                    return true;
                });
                System.out.println(next);
                System.out.flush();
            }
        }
    }
}

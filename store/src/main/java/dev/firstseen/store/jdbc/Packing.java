package dev.firstseen.store.jdbc;

import dev.firstseen.store.Archive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes blocks of what is added to one log. It asks no database, so several are packed at once.
 *
 * @param tenant whose log it is
 * @param older the open blocks that come first
 */
record Packing(String tenant, List<PackedBlock> older, List<Archive.Entry> entries) {

    /**
     * A block to be written.
     *
     * @param open whether it may be joined with what comes later
     */
    record Done(PackedBlock packed, Block.Reach reach, boolean open) {}

    List<Done> packed() {
        List<Done> done = new ArrayList<>();
        Block block = new Block();
        try (Unpacker unpacker = new Unpacker()) {
            older.forEach(each -> block.add(each, unpacker));
        }
        Digests digests = new Digests();
        Map<String, Long> known = new HashMap<>();
        for (Archive.Entry entry : entries) {
            List<Long> keys = new ArrayList<>(entry.keys().size());
            for (String key : entry.keys()) {
                keys.add(known.computeIfAbsent(key, name -> digests.number(tenant, name)));
            }
            block.add(entry.json(), entry.available(), entry.time(), keys);
            if (block.plain() >= BlockArchive.FULL) {
                done.add(new Done(block.packed(), block.reach(), false));
                block.clear();
            }
        }
        if (block.records() > 0) {
            done.add(new Done(block.packed(), block.reach(), true));
        }
        return done;
    }
}

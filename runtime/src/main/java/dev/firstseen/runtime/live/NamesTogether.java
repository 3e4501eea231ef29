package dev.firstseen.runtime.live;

import dev.firstseen.store.Accounts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes down which names belong together, each once a day: most records tell of nobody new. What it holds is true of what
 * was written, so it is emptied whenever a transaction fails. Not safe for use by several threads.
 */
final class NamesTogether {
    private static final int MOST = 100_000;

    private final Map<Account, Long> told = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Account, Long> eldest) {
            return size() > MOST;
        }
    };

    void write(Collection<Account> together, Accounts accounts, long now) {
        long day = Math.floorDiv(now, TimeUnit.DAYS.toMillis(1));
        for (Account each : together) {
            Long last = told.get(each);
            if (last == null || last < day) {
                accounts.join(each.tenant(), each.names(), now);
                told.put(each, day);
            }
        }
    }

    void clear() {
        told.clear();
    }
}

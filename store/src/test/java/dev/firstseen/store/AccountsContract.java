package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every store knows of accounts. */
interface AccountsContract extends OpenStore {

    private Set<String> names(String tenant, String... some) {
        return store().read(t -> t.accounts().names(tenant, List.of(some)));
    }

    @Test
    default void joinsNamesWithinATenantOnly() {
        write(t -> {
            t.accounts().join("t", Set.of("ada", ODD), 5);
            t.accounts().join("u", Set.of("ada", "other"), 5);
            t.accounts().join("t", Set.of(), 5);
        });
        reopen();
        assertThat(names("t", ODD)).containsExactlyInAnyOrder("ada", ODD);
        assertThat(names("u", "ada")).containsExactlyInAnyOrder("ada", "other");
        assertThat(names("t", "nobody")).containsExactly("nobody");
        assertThat(names("t")).isEmpty();
    }

    @Test
    default void keepsWhoWaitsUntilItIsTakenOutAsItWasRead() {
        write(t -> {
            t.waiting().add("t", ODD, true);
            t.waiting().add("t", ODD, false);
            t.waiting().add("t", "ada", false);
            t.waiting().add("u", "ada", true);
        });
        reopen();
        List<Waiting.Entry> read = store().read(t -> t.waiting().among("t", List.of("ada", ODD, "ben", "ada")));
        assertThat(read)
                .containsExactlyInAnyOrder(
                        new Waiting.Entry("t", ODD, true, 2), new Waiting.Entry("t", "ada", false, 1));
        write(t -> t.waiting().add("t", "ada", true));
        write(t -> t.waiting().remove(read));
        assertThat(store().<List<Waiting.Entry>>read(t -> t.waiting().all()))
                .containsExactlyInAnyOrder(
                        new Waiting.Entry("t", "ada", true, 2), new Waiting.Entry("u", "ada", true, 1));
    }

    /** Against sets that are joined one after another; accounts meet in any order. */
    @Test
    default void joinsAccountsHoweverTheyMeet() {
        Random random = new Random(3);
        for (int run = 0; run < 20; run++) {
            String tenant = "tenant " + run;
            List<Set<String>> accounts = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                Set<String> told = new HashSet<>();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    told.add("name " + random.nextInt(20));
                }
                write(t -> t.accounts().join(tenant, told, 1));
                Set<String> joined = new TreeSet<>(told);
                accounts.removeIf(account -> {
                    boolean meets = account.stream().anyMatch(told::contains);
                    if (meets) {
                        joined.addAll(account);
                    }
                    return meets;
                });
                accounts.add(joined);
            }
            for (Set<String> account : accounts) {
                assertThat(names(tenant, account.iterator().next())).isEqualTo(account);
            }
        }
    }

    @Test
    default void forgetsNamesThatWereNotToldForLong() {
        write(t -> {
            t.accounts().join("t", Set.of("ada", "old"), 5);
            t.accounts().join("t", Set.of("ada", "new"), 9);
            t.accounts().join("t", Set.of("ada"), 7);
        });
        assertThat(store().<Long>write(t -> t.accounts().forgetBefore(9))).isEqualTo(1);
        assertThat(store().<Long>write(t -> t.accounts().forgetBefore(9))).isZero();
        assertThat(names("t", "new")).containsExactlyInAnyOrder("ada", "new");
    }
}

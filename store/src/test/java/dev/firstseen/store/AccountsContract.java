package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Against sets that are joined one after another and lose what was not told for long; accounts meet in any order. */
    @Test
    default void joinsAndForgetsAccountsHoweverTheyMeet() {
        Random random = new Random(3);
        for (int run = 0; run < 20; run++) {
            String tenant = "tenant " + run;
            List<Set<String>> accounts = new ArrayList<>();
            Map<String, Long> told = new HashMap<>();
            // Forgetting is of all tenants, so time goes on from run to run.
            for (int i = 0; i < 25; i++) {
                long now = 1_000L * run + i;
                if (i % 8 == 7) {
                    forget(now - 6);
                    accounts.forEach(account -> account.removeIf(name -> told.getOrDefault(name, 0L) < now - 6));
                    accounts.removeIf(Set::isEmpty);
                }
                Set<String> names = new HashSet<>();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    names.add("name " + random.nextInt(20));
                }
                write(t -> t.accounts().join(tenant, names, now));
                names.forEach(name -> told.put(name, now));
                Set<String> joined = new TreeSet<>(names);
                accounts.removeIf(account -> {
                    boolean meets = account.stream().anyMatch(names::contains);
                    if (meets) {
                        joined.addAll(account);
                    }
                    return meets;
                });
                accounts.add(joined);
            }
            for (Set<String> account : accounts) {
                for (String name : account) {
                    assertThat(names(tenant, name)).isEqualTo(account);
                }
            }
        }
    }

    private void forget(long before) {
        long forgotten;
        do {
            forgotten = store().<Long>write(t -> t.accounts().forgetBefore(before));
        } while (forgotten > 0);
    }

    @Test
    default void aNameThatWasForgottenIsNobodysUntilItIsToldAgain() {
        for (String given : List.of("x", "y", "z")) {
            write(t -> {
                t.accounts().join(given, Set.of("x", "y", "z"), 5);
                t.accounts()
                        .join(
                                given,
                                Set.of("x", "y", "z").stream()
                                        .filter(name -> !name.equals(given))
                                        .collect(Collectors.toSet()),
                                9);
            });
        }
        forget(9);
        for (String given : List.of("x", "y", "z")) {
            write(t -> t.accounts().join(given, Set.of(given, "new"), 10));
            assertThat(names(given, given)).containsExactlyInAnyOrder(given, "new");
            assertThat(names(given, given.equals("x") ? "y" : "x")).hasSize(2).doesNotContain(given, "new");
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

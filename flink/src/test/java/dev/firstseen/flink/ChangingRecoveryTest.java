package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.source.TimeMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.junit.jupiter.api.Test;

/** A job whose rules have changed fails, and is stopped and goes on with more tasks: it says what one without trouble says. */
class ChangingRecoveryTest extends ChangingRules {

    private static void await(List<String> expected) throws InterruptedException {
        Collected.await(Delivered.class, told -> withoutCoverage(last(told)).equals(withoutCoverage(expected)));
    }

    @Test
    void whatHasChangedGoesOnAfterAFailureAndASavepoint() throws Exception {
        Random random = new Random(5);
        List<List<String>> records = new ArrayList<>();
        for (int day = 1; day <= 22; day += 7) {
            // Each brings somebody new, so that it shows when all of it has been decided.
            String another = "another%d@".formatted(day);
            records.add(records(random, day).stream()
                    .map(record -> record.replace("user3@", another))
                    .toList());
        }
        String staying = newTerms(1, "low", "40d");
        String changing = newTerms(2, "low", "40d");
        String going = newTerms(3, "low", "40d");
        JobID job = begin(Map.of("a.toml", staying, "b.toml", changing, "c.toml", going), TimeMode.EVENT);
        arrive(records.get(0), "first.json");
        List<String> ended = both(scan(changing, records.get(0)), scan(going, records.get(0)));
        await(both(scan(staying, records.get(0)), ended));

        // One after the other: what begins with the second is not what would have begun with both at once.
        String changed = newTerms(2, "low", "30d");
        put("b.toml", changed);
        awaitChange();
        Files.delete(rules.resolve("c.toml"));
        awaitChange();
        String coming = newTerms(4, "low", "30d");
        put("d.toml", coming);
        awaitChange();
        List<String> since = records.get(1);
        List<String> all = both(records.get(0), since);
        arrive(since, "second.json");
        await(both(ended, both(scan(staying, all), both(scan(changed, since), scan(coming, since)))));

        cluster.cluster().triggerCheckpoint(job).get();
        Tap.failNext();
        since = both(since, records.get(2));
        all = both(all, records.get(2));
        arrive(records.get(2), "third.json");
        await(both(ended, both(scan(staying, all), both(scan(changed, since), scan(coming, since)))));
        assertThat(Tap.failed()).isEqualTo(1);

        String savepoint = cluster.stop(job, folder.resolve("savepoints"), false);
        JobGraph more = job(TimeMode.EVENT, 3);
        more.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        cluster.cluster().submitJob(more).get();
        since = both(since, records.get(3));
        all = both(all, records.get(3));
        arrive(records.get(3), "fourth.json");
        List<String> expected = both(ended, both(scan(staying, all), both(scan(changed, since), scan(coming, since))));
        await(expected);
        cluster.stop(more.getJobID(), folder.resolve("savepoints"), true);
        assertThat(withoutCoverage(last(Collected.all(Delivered.class))))
                .containsExactlyElementsOf(withoutCoverage(expected));
        assertThat(Collected.all(Notice.class)).extracting(Notice::kind).doesNotContain("late", "ended");
    }
}

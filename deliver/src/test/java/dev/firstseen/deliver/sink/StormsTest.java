package dev.firstseen.deliver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Alerts;
import dev.firstseen.engine.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StormsTest {
    private static final Limit LIMIT = new Limit(4, Duration.ofSeconds(3));

    @Test
    void manyAlertsOfOneRuleAreOneMessageThatCounts() {
        Storms.Plan plan = Storms.plan(Notices.many(2_500), _ -> {}, LIMIT, LIMIT.full(0), 0);
        assertThat(plan.held()).isEmpty();
        assertThat(plan.messages()).singleElement().satisfies(message -> {
            assertThat(message.covers()).hasSize(2_500).startsWith("alert-0").endsWith("alert-2499");
            assertThat(message.notice()).isInstanceOfSatisfying(Notice.Storm.class, storm -> {
                assertThat(storm.count()).isEqualTo(2_500);
                assertThat(storm.alerts()).hasSize(Storms.LISTED);
            });
            assertThat(Message.of(message.notice()).title())
                    .isEqualTo("[high] 2500 alerts: Device code grant from a new network");
        });
        assertThat(plan.left().messages()).isEqualTo(3);
    }

    @Test
    void whatFitsIsNotFolded() {
        Storms.Plan plan = Storms.plan(Notices.many(4), _ -> {}, LIMIT, LIMIT.full(0), 0);
        assertThat(plan.messages())
                .extracting(message -> message.notice().id())
                .containsExactly("alert-0", "alert-1", "alert-2", "alert-3");
        assertThat(plan.left().messages()).isZero();
    }

    @Test
    void withoutAllowanceAllWait() {
        List<Notice> pending = Notices.many(3);
        Storms.Plan plan = Storms.plan(pending, _ -> {}, LIMIT, new Limit.Allowance(0, 1_000), 3_999);
        assertThat(plan.messages()).isEmpty();
        assertThat(plan.held()).isEqualTo(pending);
        assertThat(Storms.plan(pending, _ -> {}, LIMIT, plan.left(), 4_000).messages())
                .hasSize(1);
    }

    /** Each pending notice is covered once or held, order stays, and never more is sent than the limit allows. */
    @Property(tries = 200)
    void nothingIsLostAndTheLimitIsKept(@ForAll Random random, @ForAll @IntRange(max = 30) int size) {
        Limit limit = new Limit(1 + random.nextInt(6), Duration.ofSeconds(1));
        Limit.Allowance allowance = limit.full(0);
        List<Notice> pending = random(random, size);
        Set<String> all = new HashSet<>();
        pending.forEach(notice -> all.add(notice.id()));
        Set<String> covered = new HashSet<>();
        long now = 0;
        int sent = 0;
        while (!pending.isEmpty()) {
            Storms.Plan plan = Storms.plan(pending, _ -> {}, limit, allowance, now);
            for (Storms.Message message : plan.messages()) {
                message.covers().forEach(id -> assertThat(covered.add(id)).isTrue());
                if (message.notice() instanceof Notice.Storm storm) {
                    assertThat(storm.count()).isEqualTo(message.covers().size()).isGreaterThan(1);
                }
            }
            sent += plan.messages().size();
            assertThat((long) sent).isLessThanOrEqualTo(limit.burst() + now / 1_000);
            List<Notice> left = new ArrayList<>(pending);
            left.removeIf(notice -> covered.contains(notice.id()));
            assertThat(plan.held()).isEqualTo(left);
            pending = plan.held();
            allowance = plan.left();
            now += random.nextInt(2_500);
        }
        assertThat(covered).isEqualTo(all);
    }

    private static List<Notice> random(Random random, int size) {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Alert alert = random.nextBoolean() ? Alerts.firstSeen("u" + i) : Alerts.match("u" + i);
            Notice.AlertRaised raised = Notices.raised("n" + i, alert);
            notices.add(random.nextInt(4) == 0 ? Notice.AlertWithdrawn.of(raised, i, "Late.") : raised);
        }
        return notices;
    }
}

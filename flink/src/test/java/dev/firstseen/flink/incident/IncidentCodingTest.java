package dev.firstseen.flink.incident;

import static dev.firstseen.flink.Pinned.assertReads;
import static dev.firstseen.flink.Pinned.assertStillReads;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.ArchivedRecord;
import dev.firstseen.flink.archive.Kept;
import dev.firstseen.flink.archive.Shelf;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.KeyHash;
import dev.firstseen.engine.wire.CodingException;
import dev.firstseen.investigation.trace.TracedFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What investigations keep in state is read as version 1 of the job wrote it. */
class IncidentCodingTest {
    private static final long TIME = 1_773_129_600_000L;
    private static final Shelf SHELF = new Shelf("t", "ada@example.com");
    private static final RuleText RULE = new RuleText("a.toml", "[rule]", new Memory("r", "m", 1, Long.MIN_VALUE));
    private static final RuleText OTHER = new RuleText("b.toml", "[rule]", new Memory("r", "m", 2, 5));

    private static ArchivedRecord record() {
        return new ArchivedRecord("o365.audit", TIME, new byte[] {1, 2, 3});
    }

    private static Raised raised(String id, RuleText rule) {
        Match match = new Match(
                new Memory("r", "m", 1, Long.MIN_VALUE),
                new Plan.Every(),
                new Head(id, "t", "o365.audit", TIME),
                TIME,
                List.of(new Brought(List.of(), List.of(), Optional.empty())),
                "o365.audit",
                new byte[] {4});
        return new Raised(new Finding(match, new Found.Matched()), rule);
    }

    private static final Manual MANUAL = new Manual(
            new PlaybookTexts(List.of(new PlaybookTexts.Text("p.toml", "[playbook]"))),
            new TracedFields(List.of(FieldPath.of("user.id")), List.of(FieldPath.of("source.ip"))));

    /** As it is read of version 1, which did not say what memory is called. */
    private static RuleText unnamed(RuleText text) {
        Memory memory = text.memory();
        return new RuleText(
                text.file(), text.text(), new Memory(KeyHash.of(text.text()), "", memory.generation(), memory.since()));
    }

    private static Asked unnamed(Asked asked) {
        return new Asked(
                asked.tenant(),
                asked.opening(),
                asked.due(),
                asked.names(),
                asked.alerts().stream()
                        .map(raised -> new Raised(raised.finding(), unnamed(raised.rule())))
                        .toList(),
                asked.observed(),
                asked.manual());
    }

    private static Asked asked(Optional<Manual> manual) {
        return new Asked(
                "t",
                "x",
                TIME,
                Set.of("ada@example.com", "1003200123456789"),
                List.of(raised("x", RULE), raised("y", OTHER), raised("z", RULE)),
                Set.of("o365.audit", "azure.signinlogs"),
                manual);
    }

    @Test
    void accounts() {
        Account sized = new Account(
                new TreeSet<>(Set.of("ada@example.com", "1003200123456789")),
                new TreeMap<>(Map.of("x", 0L, "y", 1_000_000L, "z", 7L)),
                new TreeMap<>(Map.of("x", "y")),
                TIME);
        assertReads(
                new Account.OfAccount(),
                "0404022031303033323030313233343536373839021e616461406578616d706c652e636f6d060202780002027980897a02027a0e0202027802027980b094ec9a67",
                sized);
        assertStillReads(
                new Account.OfAccount(),
                "0204022031303033323030313233343536373839021e616461406578616d706c652e636f6d060202"
                        + "7802027902027a0202027802027980b094ec9a67",
                new Account(sized.names(), new TreeMap<>(Map.of("x", 0L, "y", 0L, "z", 0L)), sized.told(), TIME));
        assertReads(new Appointment.OfAppointment(), "0200020278020261", new Appointment.Look("a", "x"));
        assertReads(new Appointment.OfAppointment(), "0202020261", new Appointment.Review("a"));
        assertReads(new Appointment.OfAppointment(), "0204020261", new Appointment.Forget("a"));
        String finding = "02020202027202026d02ffffffffffffffffff010002027802027402146f3336352e617564697480"
                + "b094ec9a6780b094ec9a670200000002146f3336352e6175646974020400000";
        assertStillReads(
                new Raised.OfRaised(),
                finding + "2020c612e746f6d6c020c5b72756c655d02ffffffffffffffffff01",
                raised("x", unnamed(RULE)));
        assertReads(
                new Raised.OfRaised(),
                finding + "4020c612e746f6d6c020c5b72756c655d02027202026d02ffffffffffffffffff01",
                raised("x", RULE));
        assertReads(
                new Told.OfTold(), "020202740204020261020262d4c002", new Told.Together("t", Set.of("b", "a"), 20_522));
        assertReads(new Told.OfTold(), "020202740002146f3336352e6175646974", new Told.Observed("t", "o365.audit"));
    }

    @Test
    void theArchive() {
        assertReads(new Held.OfHeld(), "0206a006", new Held(3, 400));
        assertReads(new Slot.OfSlot(), "02f08f3c0e", new Slot(492_536, 7));
        assertReads(new ArchivedRecord.OfArchivedRecord(), "0202146f3336352e617564697480b094ec9a6706010203", record());
        assertReads(
                new Kept.OfKept(),
                "02020274021e616461406578616d706c652e636f6d0202146f3336352e617564697480b094ec9a67" + "06010203",
                new Kept(SHELF, record()));
        assertReads(
                new Question.OfQuestion(),
                "02020274021e616461406578616d706c652e636f6d02027880b094ec9a67b0a094ec9a67d0bf94ec"
                        + "9a67feaf94ec9a6782b094ec9a67c801",
                new Question(SHELF, "x", TIME, TIME - 1000, TIME + 1000, TIME - 1, TIME + 1, 100));
        assertReads(
                new Answer.OfAnswer(),
                "02020274021e616461406578616d706c652e636f6d02027880b094ec9a6704020402146f3336352e"
                        + "617564697480b094ec9a670601020302146f3336352e617564697480b094ec9a670601020312",
                new Answer(SHELF, "x", TIME, 2, List.of(record(), record()), 9));
    }

    @Test
    void investigations() {
        assertStillReads(
                new Asked.OfAsked(),
                "0202027402027880b094ec9a6704022031303033323030313233343536373839021e616461406578"
                        + "616d706c652e636f6d0204020c612e746f6d6c020c5b72756c655d02ffffffffffffffffff01020c"
                        + "622e746f6d6c020c5b72756c655d040a0206000202027202026d02ffffffffffffffffff01000202"
                        + "7802027402146f3336352e617564697480b094ec9a6780b094ec9a670200000002146f3336352e61"
                        + "7564697402040000020202027202026d02ffffffffffffffffff010002027902027402146f333635"
                        + "2e617564697480b094ec9a6780b094ec9a670200000002146f3336352e6175646974020400000002"
                        + "02027202026d02ffffffffffffffffff010002027a02027402146f3336352e617564697480b094ec"
                        + "9a6780b094ec9a670200000002146f3336352e617564697402040000040220617a7572652e736967"
                        + "6e696e6c6f677302146f3336352e6175646974",
                unnamed(asked(Optional.empty())));
        assertReads(
                new Superseded.OfSuperseded(),
                "0202027402027880b094ec9a670210696e636964656e74",
                new Superseded("t", "x", TIME, "incident"));
        assertStillReads(
                new Order.OfOrder(),
                "02020202027402027880b094ec9a6704022031303033323030313233343536373839021e61646140"
                        + "6578616d706c652e636f6d0204020c612e746f6d6c020c5b72756c655d02ffffffffffffffffff01"
                        + "020c622e746f6d6c020c5b72756c655d040a0206000202027202026d02ffffffffffffffffff0100"
                        + "02027802027402146f3336352e617564697480b094ec9a6780b094ec9a670200000002146f333635"
                        + "2e617564697402040000020202027202026d02ffffffffffffffffff010002027902027402146f33"
                        + "36352e617564697480b094ec9a6780b094ec9a670200000002146f3336352e617564697402040000"
                        + "000202027202026d02ffffffffffffffffff010002027a02027402146f3336352e617564697480b0"
                        + "94ec9a6780b094ec9a670200000002146f3336352e617564697402040000040220617a7572652e73"
                        + "69676e696e6c6f677302146f3336352e6175646974",
                unnamed(asked(Optional.empty())));
        assertReads(
                new Order.OfOrder(),
                "02000202027402027880b094ec9a670210696e636964656e74",
                new Superseded("t", "x", TIME, "incident"));
        assertReads(
                new Telling.OfTelling(),
                "020210696e636964656e74020c64696765737402047b7d",
                new Telling("incident", "digest", "{}"));
    }

    @Test
    void playbooks() {
        assertReads(
                new PlaybookTexts.OfPlaybookTexts(),
                "0202020c702e746f6d6c02145b706c6179626f6f6b5d",
                MANUAL.playbooks());
        assertReads(
                new Manual.OfManual(),
                "020202020c702e746f6d6c02145b706c6179626f6f6b5d02020e757365722e6964020212736f757263652e6970",
                MANUAL);
        Asked asked = new Asked("t", "x", TIME, Set.of("a"), List.of(), Set.of(), Optional.of(MANUAL));
        assertReads(
                new Asked.OfAsked(),
                "0402027402027880b094ec9a6702020261040002000002020202020c702e746f6d6c02145b706c6179626f6f6b5d02020e757365722e6964020212736f757263652e6970",
                asked);
    }

    @Test
    void whatIsDelivered() {
        assertReads(
                new Delivered.OfDelivered(),
                "020002026180b094ec9a6702047b7d",
                new Delivered.AlertRaised("a", TIME, "{}"));
        assertReads(
                new Delivered.OfDelivered(),
                "020202026980b094ec9a6702047b7d",
                new Delivered.IncidentChanged("i", TIME, "{}"));
        assertReads(
                new Delivered.OfDelivered(),
                "020402026980b094ec9a6702047b7d020a4f7665722e",
                new Delivered.IncidentEnded("i", TIME, "{}", "Over."));
    }

    @Test
    void kindsThatThereAreNotAreRefused() {
        assertThatThrownBy(() -> Coded.value(new Appointment.OfAppointment(), new byte[] {2, 6}))
                .isInstanceOf(CodingException.class)
                .hasMessage("there is no appointment of kind 3");
        assertThatThrownBy(() -> Coded.value(new Delivered.OfDelivered(), new byte[] {2, 6, 2, 0, 0, 2, 0}))
                .isInstanceOf(CodingException.class)
                .hasMessage("nothing of kind 3 is delivered");
    }
}

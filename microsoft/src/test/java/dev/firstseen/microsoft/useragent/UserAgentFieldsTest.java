package dev.firstseen.microsoft.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.view.EcsView;
import dev.firstseen.microsoft.view.Kept;
import dev.firstseen.microsoft.view.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields are those that Elasticsearch's processor makes, with its values. */
class UserAgentFieldsTest {
    private static final List<String> FIELDS =
            List.of("name", "version", "os.name", "os.version", "os.full", "device.name");

    /** Records that are values of a user agent, in a view that knows nothing else. */
    private static final EcsView<Value> VIEW = new EcsView<>(
            UserAgentFields.added(
                    List.of(Mapping.<Value>computed("user_agent.original", "all of it", record -> record))),
            new LinkedHashMap<FieldPath, Kept<Value>>());

    private static String values(Value record, String field) {
        return VIEW.values(record, FieldPath.of("user_agent." + field)).stream()
                .map(value -> ((Value.Scalar) value).text())
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
                        + " Safari/537.36 Edg/131.0.2903.70 | Edge | 131.0.2903.70 | Windows | 10 | Windows 10 | Other",
                "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
                        + " | Firefox | 133.0. | Ubuntu | '' | '' | Other",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.1 Mobile/15E148 Safari/604.1 | Mobile Safari | 18.1 | iOS | 18.1 | iOS 18.1 | iPhone",
                "python-requests/2.32.3 | Python Requests | 2.32 | '' | '' | '' | Other",
                "curl/8.5.0 | curl | 8.5.0 | '' | '' | '' | Other",
                "NordwerkSync | Other | '' | '' | '' | '' | Other",
                "'' | Other | '' | '' | '' | '' | Other"
            })
    void whatIsRecognised(
            String original, String name, String version, String os, String osVersion, String osFull, String device) {
        Value record = Value.of(original);
        assertThat(FIELDS.stream().map(field -> values(record, field)))
                .containsExactly(name, version, os, osVersion, osFull, device);
    }

    /** As in Elasticsearch, where of a name with several groups only the first is put in. */
    @Test
    void aSecondGroupOfANameStaysWhatItIsCalled() {
        Value record =
                Value.of("Mozilla/5.0 (Linux; U; Android 4.0; de-de; Motorola XT910 Build/X) Mobile Safari/534.30");
        assertThat(values(record, "device.name")).isEqualTo("Motorola $2");
    }

    @Test
    void whatIsNoTextSaysNothing() {
        Value number = Value.of(5);
        assertThat(FIELDS).allMatch(field -> values(number, field).isEmpty());
    }

    @Test
    void theDocumentHoldsWhatTheFieldsSay() {
        Value record = Value.of("curl/8.5.0");
        assertThat(VIEW.document(record).values(FieldPath.of("user_agent.name")))
                .containsExactly(Value.of("curl"));
        assertThat(VIEW.document(record).values(FieldPath.of("user_agent.os.name")))
                .isEmpty();
    }

    /** Their texts need not stand in a record, so no record may be passed over for lack of one. */
    @Test
    void noneIsSoughtInRawRecords() {
        FieldPath original = FieldPath.of("user_agent.original");
        List<Dataset> with = Dataset.all().stream()
                .filter(dataset -> dataset.mayHold(original))
                .toList();
        assertThat(with)
                .extracting(Dataset::name)
                .containsExactlyInAnyOrder(
                        "o365.audit",
                        "azure.signinlogs",
                        "azure.auditlogs",
                        "azure.graphactivitylogs",
                        "azure.aadgraphactivitylogs");
        for (Dataset dataset : with) {
            for (String field : FIELDS) {
                FieldPath path = FieldPath.of("user_agent." + field);
                assertThat(dataset.mayHold(path)).isTrue();
                assertThat(dataset.verbatim(path, "Python Requests")).isFalse();
                assertThat(dataset.verbatimPart(path, "Requests")).isFalse();
                assertThat(dataset.source(path)).isPresent();
            }
            assertThat(dataset.verbatim(original, "python-requests/2.32.3")).isTrue();
        }
    }

    @Test
    void aTableWithoutUserAgentsStaysAsItIs() {
        List<Mapping<Value>> table = List.of(Mapping.computed("user.name", "all of it", record -> record));
        assertThat(UserAgentFields.added(table)).isSameAs(table);
    }
}

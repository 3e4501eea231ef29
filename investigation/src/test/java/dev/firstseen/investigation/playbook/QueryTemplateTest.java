package dev.firstseen.investigation.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.KqlParser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clients are the same as one that is known. */
class QueryTemplateTest {
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of("user_agent.original", FieldType.KEYWORD));
    private static final Kql QUERY = KqlParser.parse("test", "user_agent.original: \"{{known}}\"")
            .query()
            .orElseThrow();

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/144.0.0.0 Safari/537.36";
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:123.0) Gecko/20100101 Firefox/123.0";

    private static boolean isSame(String known, String client) {
        Document document = new Document.Builder()
                .put("user_agent.original", Value.of(client))
                .build();
        return KqlCompiler.compile(QueryTemplate.fill(QUERY, (_, _) -> List.of(known)), FIELDS, 0)
                .test(new DocumentEvent("x", 0, "azure.signinlogs", "t", document));
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROME, FIREFOX, "python-requests/2.32.3", "Mozilla/5.0", "a client*without\\one", "got"})
    void oneIsTheSameAsItself(String client) {
        assertThat(isSame(client, client)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROME, FIREFOX, "python-requests/2.32.3", "Mozilla/5.0"})
    void andAsItsOtherVersions(String client) {
        assertThat(isSame(client, client.replaceAll("(144|123|32)", "7").replace("5.0", "6.1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHROME + " Edg/144.0.0.0",
                CHROME + " evil-kit",
                "Mozilla/5.0",
                "python-requests/2.32.3",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36"
            })
    void whatHasMoreOrOtherWordsIsAnother(String client) {
        assertThat(isSame(CHROME, client)).isFalse();
        assertThat(isSame("Mozilla/5.0", CHROME)).isFalse();
    }

    @Test
    void aBareNameIsNoWholeBrowser() {
        assertThat(isSame("Mozilla/5.0", CHROME)).isFalse();
    }
}

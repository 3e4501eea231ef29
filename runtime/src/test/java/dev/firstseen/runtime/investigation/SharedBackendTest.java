package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.AUDIT;
import static dev.firstseen.runtime.investigation.ExampleLogs.GRAPH;
import static dev.firstseen.runtime.investigation.ExampleLogs.INTERACTIVE;
import static dev.firstseen.runtime.investigation.ExampleLogs.LEGS;
import static dev.firstseen.runtime.investigation.ExampleLogs.SEED_RULE;
import static dev.firstseen.runtime.investigation.ExampleLogs.changed;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidents;
import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.ExampleLogs.worst;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.investigation.incident.Incident;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, in which the backend of the kit is in the network of an ordinary provider. */
class SharedBackendTest {
    private static final Pattern OLES_TOKEN = Pattern.compile(
            "\\{\"time\":\"2026-03-11T08:58:41(?:(?!,\\{\"time\":).)*?(?=,\\{\"time\":)", Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** @param more how many others fetch tokens there as Ole's is */
    private Incident jana(int more) {
        UnaryOperator<String> moved =
                text -> text.replace("146.70.89.178", "77.180.41.77").replace("146.70.83.36", "77.180.41.78");
        UnaryOperator<String> crowded = text -> {
            Matcher ole = OLES_TOKEN.matcher(text);
            if (!ole.find()) {
                throw new IllegalStateException("there is no token of Ole's");
            }
            String others = IntStream.range(0, more)
                    .mapToObj(number -> ","
                            + ole.group()
                                    .replace("ole.brandt@", "user" + number + "@")
                                    .replace("ad989458-", "ad98945" + number + "-")
                                    .replaceAll("(\"properties\":\\{\"id\":\"[0-9a-f]{7})[0-9a-f]", "$1" + number))
                    .collect(Collectors.joining());
            return moved.apply(text.substring(0, ole.end()) + others + text.substring(ole.end()));
        };
        Map<String, UnaryOperator<String>> changes = new HashMap<>(Map.of(LEGS, crowded));
        List.of(AUDIT, INTERACTIVE, GRAPH).forEach(name -> changes.put(name, moved));
        return worst(incidents(SEED_RULE, changed(folder, changes)), "jana.petersen");
    }

    @Test
    void theFewWhoMeetThereAreTied() {
        assertThat(jana(0).others()).containsExactly("ole.brandt@nordwerk.example");
    }

    @Test
    void whereManyMeetNobodyIsTied() {
        Incident jana = jana(5);
        assertThat(jana.others()).isEmpty();
        assertThat(said(jana)).anyMatch(each -> each.startsWith("6 others sign in by device code there as well"));
    }
}

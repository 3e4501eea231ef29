package dev.firstseen.investigation.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1 earlier call in 1 minute and 2 others",
        "0, 0 earlier calls in 0 minutes and 2 others",
        "11, 11 earlier calls in 11 minutes and 2 others"
    })
    void aNounFollowsItsNumber(String count, String sentence) {
        assertThat(SentenceTemplate.fill(
                        "{{calls.count}} earlier call(s) in {{calls.count}} minute(s) and {{others}} other(s)",
                        placeholder -> placeholder.name().equals("others") ? List.of("2") : List.of(count)))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a$1\\(s)|by a$1\\(s)", "{{b}}|by {{b}}"})
    void valuesAreTakenAsTheyAre(String value, String sentence) {
        assertThat(SentenceTemplate.fill(
                        "by {{a}}",
                        placeholder -> Map.of("a", List.of(value)).getOrDefault(placeholder.name(), List.of())))
                .isEqualTo(sentence);
    }
}

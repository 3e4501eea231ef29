package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.lint.Attack;
import dev.firstseen.engine.lint.Tactic;
import dev.firstseen.engine.lint.Technique;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackTableTest {

    @Test
    void everyTechniqueServesATacticAndEverySuccessorIsThere() {
        Attack attack = AttackTable.read();
        assertThat(attack.version()).isEqualTo("18.1");
        assertThat(attack.technique("T1550.001"))
                .contains(new Technique(
                        "T1550.001",
                        "Application Access Token",
                        Set.of(Tactic.DEFENSE_EVASION, Tactic.LATERAL_MOVEMENT),
                        new Technique.Current()));
        assertThat(attack.techniques()).hasSize(835).allSatisfy(technique -> {
            assertThat(technique.tactics()).isNotEmpty();
            if (technique.standing() instanceof Technique.Revoked(String successor)) {
                assertThat(attack.technique(successor))
                        .hasValueSatisfying(
                                other -> assertThat(other.standing()).isNotInstanceOf(Technique.Revoked.class));
            }
        });
    }
}

package dev.firstseen.engine.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static Digest digest() {
        return new Digest();
    }

    @Test
    void tellsApartWhatDiffers() {
        assertThat(List.of(
                        digest().uuid(),
                        digest().add("").uuid(),
                        digest().add("a").add("b").uuid(),
                        digest().add("ab").uuid(),
                        digest().add("a\0b").uuid(),
                        digest().add('k', "ab").uuid(),
                        digest().addTexts(List.of("a", "b")).uuid(),
                        digest().addTexts(List.of("a, b")).uuid(),
                        digest().addTexts(List.of("a")).add("b").uuid(),
                        digest().addTexts(List.of()).uuid(),
                        digest().add(new Value.Text("1")).uuid(),
                        digest().add(new Value.Whole(1)).uuid(),
                        digest().add(new Value.Decimal(1)).uuid(),
                        digest().add(Value.Truth.TRUE).uuid(),
                        digest().addValues(List.of(Value.Truth.TRUE)).uuid(),
                        digest().add("\ud800").uuid(),
                        digest().add("\ud801").uuid()))
                .doesNotHaveDuplicates();
    }

    /** Pinned: ids are made of it. */
    @Test
    void staysTheSame() {
        Digest digest = digest();
        String id = digest.add("a").addTexts(List.of("b", "c")).uuid();
        assertThat(id).isEqualTo("14e002f9-0da1-86c8-8abb-874144c308ed");
        assertThat(UUID.fromString(id).version()).isEqualTo(8);
        assertThat(digest.add("a").addTexts(List.of("b", "c")).uuid()).isEqualTo(id);
        assertThat(digest.add("a").number()).isEqualTo(digest.add("a").number()).isNotEqualTo(digest.number());
    }
}

package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.SuppressedGroup.Term;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private static Term term(String field, Value.Scalar... values) {
        return new Term(FieldPath.of(field), List.of(values));
    }

    private static Value.Text text(String text) {
        return new Value.Text(text);
    }

    @Test
    void groupsThatAgreeInSomethingElseAreOthersWhateverStandsInThem() {
        assertThat(List.of(
                        AlertBook.digest(List.of(term("a", text("x")), term("b", text("y")))),
                        AlertBook.digest(List.of(term("a", text("x]\0b=[Text[text=y")))),
                        AlertBook.digest(List.of(term("a", text("x"), text("y")))),
                        AlertBook.digest(List.of(term("a", text("x], Text[text=y")))),
                        AlertBook.digest(List.of(term("a"), term("b"))),
                        AlertBook.digest(List.of(term("b"), term("a"))),
                        AlertBook.digest(List.of(term("a", text("1")))),
                        AlertBook.digest(List.of(term("a", new Value.Whole(1))))))
                .doesNotHaveDuplicates();
    }
}

package dev.firstseen.deliver.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NoticeJsonTest {

    @Test
    void everyKindComesBack() {
        for (Notice notice : Notices.kinds()) {
            assertThat(NoticeJson.read(NoticeJson.bytes(notice))).isEqualTo(notice);
        }
    }

    @Property(tries = 200)
    void anyTextComesBack(@ForAll String user) {
        Notice notice = Notices.raised("alert", user);
        assertThat(NoticeJson.read(NoticeJson.bytes(notice))).isEqualTo(notice);
    }

    @Test
    void whatIsNoNoticeIsRefused() {
        assertThatThrownBy(() -> read("{\"id\":\"a\",\"time\":1,\"document\":{},\"kind\":\"other\"}"))
                .hasMessage("there is no kind of notice \"other\"");
        assertThatThrownBy(() -> read("{\"id\":\"a\",\"time\":1,\"kind\":\"storm\"}"))
                .hasMessage("the notice a has no document");
        assertThatThrownBy(() -> read("{\"id\":\"a\"}")).hasMessage("the notice has no time");
        assertThatThrownBy(() -> read("{\"id\":")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Notice read(String json) {
        return NoticeJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}

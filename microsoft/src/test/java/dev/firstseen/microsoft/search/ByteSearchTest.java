package dev.firstseen.microsoft.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What every search has to do, tested against the one of {@link String}. */
class ByteSearchTest {

    private static List<ByteSearch> searches() {
        return Stream.concat(LibrarySearch.onThisPlatform().stream(), Stream.of(new PlainSearch()))
                .toList();
    }

    @Property(tries = 2000)
    void findsWhatStringsFind(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 80) String text,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 6) String wanted,
            @ForAll @IntRange(max = 80) int start) {
        int from = Math.min(start, text.length());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(1, text.length()));
            MemorySegment.copy(
                    text.getBytes(StandardCharsets.US_ASCII), 0, memory, ValueLayout.JAVA_BYTE, 0, text.length());
            for (ByteSearch search : searches()) {
                assertThat(search.find(memory, from, text.length(), Needle.of(wanted)))
                        .isEqualTo(text.indexOf(wanted, from));
                assertThat(search.find(memory, from, text.length(), (byte) wanted.charAt(0)))
                        .isEqualTo(text.indexOf(wanted.charAt(0), from));
            }
            assertThat(Words.count(memory, from, text.length(), (byte) 'b'))
                    .isEqualTo(text.substring(from)
                            .chars()
                            .filter(each -> each == 'b')
                            .count());
        }
    }

    @Property(tries = 500)
    void countsAnyByte(@ForAll byte[] bytes, @ForAll byte wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
            int expected = 0;
            int first = -1;
            for (int i = bytes.length - 1; i >= 0; i--) {
                if (bytes[i] == wanted) {
                    expected++;
                    first = i;
                }
            }
            assertThat(Words.count(memory, 0, bytes.length, wanted)).isEqualTo(expected);
            for (ByteSearch search : searches()) {
                assertThat(search.find(memory, 0, bytes.length, wanted)).isEqualTo(first);
            }
        }
    }
}

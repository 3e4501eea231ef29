package dev.firstseen.microsoft.search;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Optional;

/**
 * {@code memchr} and {@code memmem} of the C library: vectorised for the machine at hand, and at full speed from the
 * first call, where Java's own vectors need a second of compiling.
 */
public final class LibrarySearch implements ByteSearch {

    private static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;

    private final MethodHandle memchr;
    private final MethodHandle memmem;

    private LibrarySearch(MethodHandle memchr, MethodHandle memmem) {
        this.memchr = memchr;
        this.memmem = memmem;
    }

    /** Empty where the C library lacks one of the two (Windows) or native access is denied. */
    @SuppressWarnings("restricted") // Both functions only read, and only what check() allows.
    public static Optional<LibrarySearch> onThisPlatform() {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            Optional<MemorySegment> memchr = library.find("memchr");
            Optional<MemorySegment> memmem = library.find("memmem");
            if (memchr.isEmpty() || memmem.isEmpty()) {
                return Optional.empty();
            }
            Linker.Option noTransition = Linker.Option.critical(false);
            return Optional.of(new LibrarySearch(
                    linker.downcallHandle(
                            memchr.get(),
                            FunctionDescriptor.of(POINTER, POINTER, ValueLayout.JAVA_INT, POINTER),
                            noTransition),
                    linker.downcallHandle(
                            memmem.get(),
                            FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER),
                            noTransition)));
        } catch (UnsupportedOperationException | IllegalCallerException denied) {
            return Optional.empty();
        }
    }

    @Override
    public long find(MemorySegment memory, long from, long to, byte wanted) {
        if (from >= to) {
            return -1;
        }
        check(memory, from, to);
        long start = memory.address();
        long found;
        try {
            found = (long) memchr.invokeExact(start + from, (int) wanted, to - from);
        } catch (Throwable failure) {
            throw new AssertionError("memchr does not throw", failure);
        }
        return found == 0 ? -1 : found - start;
    }

    @Override
    public long find(MemorySegment memory, long from, long to, Needle wanted) {
        if (to - from < wanted.length()) {
            return -1;
        }
        check(memory, from, to);
        long start = memory.address();
        long found;
        try {
            found = (long) memmem.invokeExact(
                    start + from, to - from, wanted.outside().address(), (long) wanted.length());
        } catch (Throwable failure) {
            throw new AssertionError("memmem does not throw", failure);
        } finally {
            Reference.reachabilityFence(wanted);
        }
        return found == 0 ? -1 : found - start;
    }

    /** The C library does not look where memory ends. */
    private static void check(MemorySegment memory, long from, long to) {
        if (from < 0 || to > memory.byteSize() || !memory.isNative()) {
            throw new IndexOutOfBoundsException("%d to %d of %d".formatted(from, to, memory.byteSize()));
        }
    }
}

package dev.firstseen.microsoft.search;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code memchr} and {@code memmem} of the C library: vectorised for the machine at hand, and at full speed from the
 * first call, where Java's own vectors need a second of compiling.
 */
public final class LibrarySearch implements ByteSearch {

    private static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;

    // Constants, so that the calls are compiled in place.
    private static final @Nullable MethodHandle MEMCHR =
            function("memchr", FunctionDescriptor.of(POINTER, POINTER, ValueLayout.JAVA_INT, POINTER));
    private static final @Nullable MethodHandle MEMMEM =
            function("memmem", FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER));

    private LibrarySearch() {}

    /** Empty where the C library lacks one of the two (Windows) or native access is denied. */
    public static Optional<LibrarySearch> onThisPlatform() {
        return MEMCHR == null || MEMMEM == null ? Optional.empty() : Optional.of(new LibrarySearch());
    }

    @SuppressWarnings("restricted") // Both functions only read, and only what check() allows.
    private static @Nullable MethodHandle function(String name, FunctionDescriptor signature) {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find(name)
                    .map(address -> linker.downcallHandle(address, signature, Linker.Option.critical(false)))
                    .orElse(null);
        } catch (UnsupportedOperationException | IllegalCallerException denied) {
            return null;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // An instance exists only where both functions do.
    public long find(MemorySegment memory, long from, long to, byte wanted) {
        if (from >= to) {
            return -1;
        }
        check(memory, from, to);
        long start = memory.address();
        long found;
        try {
            found = (long) MEMCHR.invokeExact(start + from, (int) wanted, to - from);
        } catch (Throwable failure) {
            throw new AssertionError("memchr does not throw", failure);
        }
        return found == 0 ? -1 : found - start;
    }

    @Override
    @SuppressWarnings("NullAway") // An instance exists only where both functions do.
    public long find(MemorySegment memory, long from, long to, Needle wanted) {
        if (to - from < wanted.length()) {
            return -1;
        }
        check(memory, from, to);
        long start = memory.address();
        long found;
        try {
            found = (long) MEMMEM.invokeExact(start + from, to - from, wanted.address(), (long) wanted.length());
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

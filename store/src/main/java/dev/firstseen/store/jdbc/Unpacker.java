package dev.firstseen.store.jdbc;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/** Unpacks frames, one after another: what that takes is made once for many. Used by one thread. */
final class Unpacker implements AutoCloseable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /** Unpacks a frame of so many plain bytes. */
    void unpack(byte[] packed, Heads.Frame frame, byte[] into, int to, int bytes) {
        if (frame.from() + frame.bytes() > packed.length) {
            throw PackedReader.torn();
        }
        try {
            if (context.decompressByteArray(into, to, bytes, packed, frame.from(), frame.bytes()) != bytes) {
                throw PackedReader.torn();
            }
        } catch (ZstdException broken) {
            throw PackedReader.torn();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

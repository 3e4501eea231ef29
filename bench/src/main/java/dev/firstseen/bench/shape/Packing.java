package dev.firstseen.bench.shape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a file is wrapped in. */
public enum Packing {
    PLAIN {
        @Override
        public byte[] pack(String name, byte[] content) {
            return content;
        }
    },
    GZIP {
        @Override
        public byte[] pack(String name, byte[] content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    },
    /** A zip archive with the file in a folder. */
    ZIP {
        @Override
        public byte[] pack(String name, byte[] content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                ZipEntry entry = new ZipEntry("export/" + name);
                entry.setTimeLocal(LocalDateTime.of(2026, 3, 16, 9, 0));
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    };

    /** Wraps a file's content, the same bytes each time. */
    public abstract byte[] pack(String name, byte[] content);
}

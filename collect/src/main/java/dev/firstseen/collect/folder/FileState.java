package dev.firstseen.collect.folder;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where reading a file stands; written in the cursor.
 *
 * @param stage what kind of reading it is
 * @param entry which of an archive's contents is being read, from 0; 0 where it is no archive
 * @param offset how much of that was handed over, in bytes as they come out of it
 * @param size of the file when that was so
 * @param modified in ms since the epoch
 * @param key the number by which the file system knows the file, whatever its name; a hash
 * @param head how a file that is followed begins
 * @param tail what stands in it before the offset
 */
record FileState(
        Stage stage, int entry, long offset, long size, long modified, int key, Fingerprint head, Fingerprint tail) {

    enum Stage {
        /** Lines are added to it; it is read as far as it goes. */
        FOLLOWED,
        /** It is being read once. */
        READING,
        /** It was read. */
        DONE
    }

    static FileState begin(Stage stage, BasicFileAttributes file) {
        return new FileState(
                stage,
                0,
                0,
                file.size(),
                file.lastModifiedTime().toMillis(),
                key(file),
                Fingerprint.NONE,
                Fingerprint.NONE);
    }

    static FileState read(String written) {
        String[] parts = written.split(" ");
        return new FileState(
                Stage.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Integer.parseInt(parts[5]),
                Fingerprint.read(parts[6]),
                Fingerprint.read(parts[7]));
    }

    String written() {
        return "%s %d %d %d %d %d %s %s"
                .formatted(stage, entry, offset, size, modified, key, head.written(), tail.written());
    }

    FileState at(int otherEntry, long otherOffset) {
        return new FileState(stage, otherEntry, otherOffset, size, modified, key, head, tail);
    }

    /** The file system knows the file by another number. */
    FileState numberedAs(BasicFileAttributes file) {
        return new FileState(stage, entry, offset, size, modified, key(file), head, tail);
    }

    FileState in(Stage other) {
        return new FileState(other, entry, offset, size, modified, key, head, tail);
    }

    /** The file was read on, to the end of some bytes; they begin it where it was at its beginning. */
    FileState readTo(long end, byte[] bytes, BasicFileAttributes file) {
        return new FileState(
                stage,
                entry,
                end,
                file.size(),
                file.lastModifiedTime().toMillis(),
                key,
                end == bytes.length ? Fingerprint.ofBeginning(bytes) : head,
                Fingerprint.ofEnd(bytes));
    }

    /** Whether it is the file that was looked at, however much was added. */
    boolean isSameFile(BasicFileAttributes file) {
        return key == key(file);
    }

    /** Whether it has not changed since. */
    boolean isUnchanged(BasicFileAttributes file) {
        return size == file.size() && modified == file.lastModifiedTime().toMillis();
    }

    /** Whether what was read of the file is in it still: it may have been overwritten, and its key be another's now. */
    boolean isStillIn(SeekableByteChannel file) throws IOException {
        return head.isAt(file, 0) && tail.isAt(file, offset - tail.length());
    }

    /** How much of the file, as it is now, is not read yet, in bytes on disk; about, where it is packed. */
    long unread(BasicFileAttributes file) {
        return switch (stage) {
            case FOLLOWED, READING -> Math.max(0, file.size() - offset);
            case DONE -> isUnchanged(file) ? 0 : file.size();
        };
    }

    /** Without the number of its device, which is another one each time some of them are mounted. */
    private static int key(BasicFileAttributes file) {
        String key = String.valueOf(file.fileKey());
        return key.substring(key.indexOf(',') + 1).hashCode();
    }
}

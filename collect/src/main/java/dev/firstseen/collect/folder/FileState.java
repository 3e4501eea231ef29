package dev.firstseen.collect.folder;

import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where reading a file stands; written in the cursor.
 *
 * @param stage what kind of reading it is
 * @param entry which of an archive's contents is being read, from 0; 0 where it is no archive
 * @param offset how much of that was handed over, in bytes as they come out of it
 * @param size of the file when that was so
 * @param modified in ms since the epoch
 * @param key by which the file system knows the file, whatever its name; a hash
 */
record FileState(Stage stage, int entry, long offset, long size, long modified, int key) {

    enum Stage {
        /** Lines are added to it; it is read as far as it goes. */
        FOLLOWED,
        /** It is being read once. */
        READING,
        /** It was read. */
        DONE
    }

    static FileState begin(Stage stage, BasicFileAttributes file) {
        return new FileState(stage, 0, 0, file.size(), file.lastModifiedTime().toMillis(), key(file));
    }

    static FileState read(String written) {
        String[] parts = written.split(" ");
        return new FileState(
                Stage.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Integer.parseInt(parts[5]));
    }

    String written() {
        return "%s %d %d %d %d %d".formatted(stage, entry, offset, size, modified, key);
    }

    FileState at(int otherEntry, long otherOffset) {
        return new FileState(stage, otherEntry, otherOffset, size, modified, key);
    }

    FileState in(Stage other) {
        return new FileState(other, entry, offset, size, modified, key);
    }

    /** Whether it is the file that was looked at, however much was added. */
    boolean isSameFile(BasicFileAttributes file) {
        return key == key(file);
    }

    /** Whether nothing about it changed. */
    boolean isUnchanged(BasicFileAttributes file) {
        return isSameFile(file)
                && size == file.size()
                && modified == file.lastModifiedTime().toMillis();
    }

    private static int key(BasicFileAttributes file) {
        return String.valueOf(file.fileKey()).hashCode();
    }
}

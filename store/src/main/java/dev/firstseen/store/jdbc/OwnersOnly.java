package dev.firstseen.store.jdbc;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Rights of what is made: what a database holds is nobody else's business. None where the system knows no such rights. */
final class OwnersOnly {
    private OwnersOnly() {}

    static FileAttribute<?>[] file() {
        return of("rw-------");
    }

    static FileAttribute<?>[] folder() {
        return of("rwx------");
    }

    private static FileAttribute<?>[] of(String rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}

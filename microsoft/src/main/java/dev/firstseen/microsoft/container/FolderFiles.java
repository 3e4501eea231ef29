package dev.firstseen.microsoft.container;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in a folder and in all below it, links followed. Pipes and devices in it are no logs.
 *
 * @param files sorted by name
 * @param refusals what could not be looked into
 */
record FolderFiles(List<Path> files, List<Contents.Refusal> refusals) {

    FolderFiles {
        files = files.stream().sorted(Comparator.comparing(Path::toString)).toList();
        refusals = List.copyOf(refusals);
    }

    static FolderFiles below(Path folder) {
        Walk walk = new Walk();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException failure) {
            walk.refuse(folder, Contents.sentence(failure));
        }
        return new FolderFiles(walk.files, walk.refusals);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> files = new ArrayList<>();
        private final List<Contents.Refusal> refusals = new ArrayList<>();

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(file);
            } else if (attributes.isSymbolicLink()) {
                refuse(file, "It is a link to nothing.");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path entry, IOException failure) {
            // What a link leads back to is read where it stands.
            if (!(failure instanceof FileSystemLoopException)) {
                refuse(entry, Contents.sentence(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path entry, @Nullable IOException failure) {
            if (failure != null) {
                refuse(entry, Contents.sentence(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        private void refuse(Path entry, String why) {
            refusals.add(new Contents.Refusal(entry.toString(), why));
        }
    }
}

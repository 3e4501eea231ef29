package dev.firstseen.microsoft.container;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive, of which every entry is a content. */
final class Archive implements Closeable {

    private static final int MOST_ENTRIES = 100_000;

    private final String name;
    private final ZipFile zip;
    private final List<Content> contents = new ArrayList<>();
    private final List<Contents.Refusal> refusals = new ArrayList<>();

    private Archive(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
    }

    /**
     * Opens an archive and looks what is in it.
     *
     * @param name for messages
     * @throws IOException where it cannot be read
     */
    static Archive open(String name, Path file) throws IOException {
        Archive archive = new Archive(name, zip(file));
        try {
            archive.list(Files.size(file));
            return archive;
        } catch (IOException | RuntimeException failure) {
            archive.close();
            throw failure;
        }
    }

    /** Names are in UTF-8 or, from Windows, in the code page of the DOS box; they serve for messages only. */
    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException otherNames) {
            Charset dos = Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
            try {
                return new ZipFile(file.toFile(), dos);
            } catch (ZipException damaged) {
                throw new ZipException("It begins as a zip archive does, and is damaged or cut off (%s)."
                        .formatted(damaged.getMessage()));
            }
        }
    }

    /** Sorted by name. */
    List<Content> contents() {
        return List.copyOf(contents);
    }

    List<Contents.Refusal> refusals() {
        return List.copyOf(refusals);
    }

    private void list(long size) {
        if (zip.getEntry("[Content_Types].xml") != null) {
            refuse("It is an Office document: save it as CSV.");
            return;
        }
        List<ZipEntry> entries = entries();
        long stored = 0;
        for (ZipEntry entry : entries) {
            stored += stored(entry, size);
        }
        if (stored > size) {
            refuse("Its entries lie on top of one another, as those of archives made to do harm do.");
            return;
        }
        for (ZipEntry entry : entries) {
            OptionalLong most = OptionalLong.of(Inflation.most(stored(entry, size), entries.size()));
            contents.add(new Content(
                    name(entry),
                    () -> Channels.newChannel(Inflation.bounded(zip.getInputStream(entry), most::getAsLong)),
                    most));
        }
        contents.sort(Comparator.comparing(Content::name));
    }

    /** What an archive says of an entry need not be true. */
    private static long stored(ZipEntry entry, long size) {
        return Math.clamp(entry.getCompressedSize(), 0, size);
    }

    /** Those that can be read: entries are found by their names, so of two of one name only one can. */
    private List<ZipEntry> entries() {
        List<ZipEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.isDirectory()) {
                continue;
            }
            if (entries.size() == MOST_ENTRIES) {
                refuse("It has more than %,d entries; the rest was not read.".formatted(MOST_ENTRIES));
                break;
            }
            if (names.add(entry.getName())) {
                entries.add(entry);
            } else {
                refusals.add(new Contents.Refusal(
                        name(entry), "The archive has several entries of this name, of which only one can be read."));
            }
        }
        return entries;
    }

    private void refuse(String why) {
        refusals.add(new Contents.Refusal(name, why));
    }

    private String name(ZipEntry entry) {
        return name + "!/" + entry.getName();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

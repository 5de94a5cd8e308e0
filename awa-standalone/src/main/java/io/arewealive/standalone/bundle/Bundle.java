package io.arewealive.standalone.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file of texts that only this user can read. Each text is masked and cut at its end; what cannot be had says why. */
public final class Bundle implements AutoCloseable {

    /** The most characters of one text. */
    public static final int LONGEST = 2 << 20;

    private static final String CUT = "\n(cut here: longer than " + LONGEST + " characters)\n";

    private final ZipOutputStream zip;
    private final UnaryOperator<String> masking;

    private Bundle(OutputStream out, UnaryOperator<String> masking) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.masking = masking;
    }

    /**
     * Creates the file.
     *
     * @param masking takes secrets out of a text
     * @throws FileAlreadyExistsException if it is there: nothing is overwritten
     */
    public static Bundle create(Path file, UnaryOperator<String> masking) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        return new Bundle(Files.newOutputStream(file, StandardOpenOption.WRITE), masking);
    }

    /** Adds a text under this name. */
    public void add(String name, Supplier<String> text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bounded(masking.apply(made(text))).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String made(Supplier<String> text) {
        try {
            return text.get();
        } catch (RuntimeException e) {
            return "not to be had: " + e.getMessage() + "\n";
        }
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + CUT;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

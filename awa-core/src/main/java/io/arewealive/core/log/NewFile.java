package io.arewealive.core.log;

import java.io.IOException;

/**
 * A file that is made under another name, synced, and then renamed. Until the rename whatever fails leaves everything as it was: the
 * same may be tried again, for instance when there is room again.
 */
final class NewFile {

    /** Writes the contents. */
    interface Contents {
        void writeTo(String unfinished) throws IOException;
    }

    /** It could not be made; all other files are as they were, and nothing is in doubt. */
    static final class NotMadeException extends IOException {
        private static final long serialVersionUID = 1;

        NotMadeException(String file, IOException cause) {
            super(file + " could not be made: " + cause, cause);
        }
    }

    private NewFile() {}

    /** Durable, contents and name, when this returns. */
    static void make(Disk disk, String unfinished, String name, Contents contents) throws IOException {
        try {
            if (disk.list().contains(unfinished)) {
                disk.delete(unfinished);
            }
            disk.create(unfinished);
            contents.writeTo(unfinished);
            disk.force(unfinished);
        } catch (IOException e) {
            discard(disk, unfinished, e);
            throw new NotMadeException(name, e);
        }
        disk.rename(unfinished, name);
        disk.forceDirectory();
    }

    /** What there was room for is given back: others need it too. */
    private static void discard(Disk disk, String unfinished, IOException failure) {
        try {
            if (disk.list().contains(unfinished)) {
                disk.delete(unfinished);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}

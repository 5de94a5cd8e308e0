package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import io.arewealive.core.trust.KeyFile.Entry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes the keys of a cluster that goes on meanwhile. A server trusts every certificate in its file and presents the oldest key
 * that is valid, so three stages, each brought to all servers before the next, never part two of them:
 *
 * <ol>
 *   <li>the old key and a new one: the old is presented, both are trusted;
 *   <li>the new key and the old certificate: the new is presented, both are trusted;
 *   <li>the new key alone: the old one is worth nothing any more.
 * </ol>
 */
final class KeyStages {

    private static final int MOST_TRIES = 8;
    private static final String OUR_ALIAS = "key-\\d{1,6}";

    private final ClusterPart part;
    private final KeyMaker maker;

    KeyStages(ClusterPart part, KeyMaker maker) {
        this.part = part;
        this.maker = maker;
    }

    /** Goes on to the next stage and says what to do with it. */
    List<String> next() {
        KeyFile file = part.keys();
        List<Entry> keys = file.keys();
        boolean old = !file.certificates().isEmpty();
        if (!file.entries().stream().allMatch(entry -> entry.alias().matches(OUR_ALIAS))) {
            throw notOurs();
        }
        if (keys.size() == 1 && !old) {
            return first(file);
        }
        if (keys.size() == 2 && !old) {
            return second(file, keys.get(0), keys.get(1));
        }
        if (keys.size() == 1) {
            return third(file, keys.get(0));
        }
        throw notOurs();
    }

    private InitException notOurs() {
        return new InitException(
                Reason.REFUSED,
                part.file(ClusterPart.KEYS)
                        + " is not as awa init makes it, so change its keys with the tool that made it;"
                        + " docs/operations.md says what each stage must hold");
    }

    private List<String> first(KeyFile file) {
        Entry present = file.keys().get(0);
        Entry added = file.addKeyOf(later(present));
        part.replaceKeys(file.bytes());
        return told(
                "stage 1 of 3: a new key (" + added.alias() + ", until " + end(added)
                        + ") stands beside the present one (" + present.alias() + ", until " + end(present)
                        + "), which is still used",
                "when every server has it, run this again for stage 2");
    }

    /** A new key that begins after the present one, to the second that certificates know. */
    private KeyFile later(Entry present) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            KeyFile made = maker.make(part.file("").toAbsolutePath(), part.clusterName(), part.password());
            if (made.keys().get(0).begins().isAfter(present.begins())) {
                return made;
            }
        }
        throw new InitException(
                Reason.REFUSED,
                "the clock of this machine stands before the beginning of the present key (" + present.begins()
                        + "); set it right and run this again");
    }

    private List<String> second(KeyFile file, Entry old, Entry next) {
        file.keepCertificateAlone(old);
        part.replaceKeys(file.bytes());
        return told(
                "stage 2 of 3: the new key (" + next.alias() + ", until " + end(next) + ") is used; " + old.alias()
                        + " is still trusted",
                "when every server has it, run this again for stage 3");
    }

    private List<String> third(KeyFile file, Entry present) {
        file.certificates().forEach(file::drop);
        part.replaceKeys(file.bytes());
        return told(
                "stage 3 of 3: the old key is no longer trusted; only " + present.alias() + " (until " + end(present)
                        + ") is",
                "when every server has it, the change is done; remove " + part.previousKeys() + " everywhere");
    }

    private List<String> told(String done, String then) {
        return List.of(
                done,
                "the file before it is kept as " + part.previousKeys(),
                "next: copy " + part.file(ClusterPart.KEYS)
                        + " to the same place on every other server (mode 0600), and let each read it, one after the"
                        + " other; awa status must show all of them online",
                then);
    }

    /** What the file holds, for people. */
    static String describe(KeyFile file) {
        return file.entries().stream()
                .map(entry -> entry.alias() + (entry.isKey() ? "" : " (certificate alone)") + " until " + end(entry))
                .collect(Collectors.joining(", "));
    }

    static LocalDate end(Entry entry) {
        return LocalDate.ofInstant(entry.ends(), ZoneOffset.UTC);
    }
}

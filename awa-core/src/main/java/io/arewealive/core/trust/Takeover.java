package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Takes the cluster's part that was made elsewhere, or the next stage of its keys. */
final class Takeover {

    private final ClusterPart theirs;
    private final ClusterPart ours;

    Takeover(ClusterPart theirs, ClusterPart ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    /** Does it; says what was done. */
    List<String> run(boolean thereAlready) {
        if (!theirs.isThere()) {
            throw new InitException(
                    Reason.BAD_INPUT,
                    theirs.file("")
                            + " holds no part of a cluster (cluster.*); name the directory where awa init made it");
        }
        KeyFile keys = theirs.keys();
        if (keys.keys().isEmpty()) {
            throw new InitException(
                    Reason.BAD_INPUT, theirs.file(ClusterPart.KEYS) + " holds no private key; bring the right one");
        }
        if (!thereAlready) {
            ours.copyFrom(theirs);
            return List.of("took the part of cluster " + theirs.clusterName() + " from " + theirs.file("")
                    + ", keys until " + KeyStages.end(keys.keys().get(0)));
        }
        return update(keys);
    }

    private List<String> update(KeyFile keys) {
        if (!ours.keys().sharesACertificateWith(keys)) {
            throw new InitException(
                    Reason.REFUSED,
                    ours.file(ClusterPart.KEYS) + " holds other keys than " + theirs.file(ClusterPart.KEYS)
                            + ", and none in common; if this server is to change its cluster, move cluster.* away first");
        }
        if (!ours.password().equals(theirs.password())) {
            throw new InitException(
                    Reason.REFUSED,
                    theirs.file(ClusterPart.PASSWORD) + " is another password than " + ours.file(ClusterPart.PASSWORD)
                            + "; to take both, move cluster.* away first");
        }
        List<String> said = new ArrayList<>();
        if (!ours.equalsIn(theirs, ClusterPart.KEYS)) {
            ours.replaceKeys(theirs.bytes(ClusterPart.KEYS));
            said.add("took other keys into " + ours.file(ClusterPart.KEYS) + ": " + KeyStages.describe(keys)
                    + "; the file before it is kept as " + ours.previousKeys());
        }
        ClusterPart.ALL.stream()
                .filter(name -> !name.equals(ClusterPart.KEYS) && !ours.equalsIn(theirs, name))
                .forEach(name ->
                        said.add("kept " + ours.file(name) + ", which differs from the one in " + theirs.file("")));
        return said.isEmpty() ? List.of("kept the part of cluster " + ours.clusterName() + ": it is the same") : said;
    }
}

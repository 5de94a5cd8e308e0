package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the files that a server on a real network needs: {@code node.properties} for this one, and once for the cluster {@code
 * cluster.properties} with the SNMP users and {@code cluster.p12} with its keys. What is there already is kept; run again it
 * changes nothing.
 */
public final class Init {

    private final InitRequest request;
    private final Path directory;
    private final ClusterPart cluster;
    private final KeyMaker maker;

    private Init(InitRequest request) {
        this.request = request;
        this.directory = request.directory();
        this.cluster = new ClusterPart(directory);
        this.maker = new KeyMaker(Path.of(System.getProperty("java.home", "")));
    }

    /**
     * Does it.
     *
     * @return what was done and what comes next, for people, a line each
     * @throws InitException if it cannot be done; the files that were there have not changed
     */
    public static List<String> run(InitRequest request) {
        return new Init(request).run();
    }

    private List<String> run() {
        makeDirectory();
        if (request.renew()) {
            if (!cluster.isThere()) {
                throw new InitException(
                        Reason.BAD_INPUT, directory.toAbsolutePath() + " holds no keys to renew; name it with --dir");
            }
            return new KeyStages(cluster, maker).next();
        }
        List<String> said = new ArrayList<>(cluster());
        said.addAll(new NodePart(directory).write(request));
        return said;
    }

    private List<String> cluster() {
        boolean there = cluster.isThere();
        if (request.from().isPresent()) {
            return new Takeover(new ClusterPart(request.from().get()), cluster).run(there);
        }
        if (there) {
            return keep();
        }
        String name = request.cluster().orElse(NewCluster.DEFAULT_NAME);
        cluster.write(new NewCluster(maker, new SecureRandom()).files(directory, name));
        return List.of(
                "made " + cluster.file(ClusterPart.SETTINGS) + " and cluster.*: the part of cluster " + name
                        + ", keys until " + until(),
                "bring cluster.* to the other servers over a safe way (scp -p), into the directory of each, and run awa init"
                        + " there");
    }

    private List<String> keep() {
        String name = cluster.clusterName();
        request.cluster().filter(wanted -> !wanted.equals(name)).ifPresent(wanted -> {
            throw new InitException(
                    Reason.REFUSED,
                    directory.toAbsolutePath() + " holds the part of cluster " + name + ", not " + wanted
                            + "; use another directory for another cluster");
        });
        return List.of("kept the part of cluster " + name + ", keys until " + until());
    }

    private String until() {
        return cluster.keys().keys().stream()
                .map(key -> KeyStages.end(key).toString())
                .findFirst()
                .orElseThrow(() -> new InitException(
                        Reason.BAD_INPUT,
                        cluster.file(ClusterPart.KEYS) + " holds no private key; bring the right one"));
    }

    private void makeDirectory() {
        try {
            if (!directory.toString().isEmpty()) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new InitException(Reason.NOT_WRITABLE, directory + " cannot be made (" + e + ")", e);
        }
    }
}
